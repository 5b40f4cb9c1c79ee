export {
  type CertificateProblem,
  checkCertificates,
  type ProvedCertificates,
  proveCertificates,
} from './certificates.ts';
export { type PlayedAgain, type PlayedChange, playAgain } from './play-again.ts';
export { type RewritePart, type Rewritten, rewriteTurn } from './rewrite-turn.ts';
