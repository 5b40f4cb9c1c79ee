export { type CertificateProblem, checkCertificates } from './certificates.ts';
