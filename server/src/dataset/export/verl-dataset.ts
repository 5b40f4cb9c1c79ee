/**
 * A data set for verl (`data.custom_cls`) that hands templates what serving hands them: tools and arguments as structures,
 * which stand in the Parquet file as JSON text, and no keys that the file filled with null.
 */
export const VERL_DATASET = `"""Tools and arguments are JSON text in the Parquet file, for its columns have one type. Here they are read back."""

import json

from verl.utils.dataset.multiturn_sft_dataset import MultiTurnSFTDataset


def _read(value):
    return json.loads(value) if isinstance(value, str) else value


def _message(message):
    kept = {key: value for key, value in message.items() if value is not None}
    for call in kept.get("tool_calls", []):
        call["function"]["arguments"] = _read(call["function"]["arguments"])
    return kept


class MagnetDataset(MultiTurnSFTDataset):
    def _read_files_and_process(self):
        super()._read_files_and_process()
        self.messages = [[_message(message) for message in messages] for messages in self.messages]
        self.tools = [_read(tools) for tools in self.tools]
`;
