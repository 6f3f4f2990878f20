"""Every PyTorch snippet gives on minigrad what it gives on PyTorch."""

import pytest

from tests.dialects.differential import cases, check_live_topic, check_recorded, topic_cases
from tests.dialects.snippets import Snippet, Topic


@pytest.mark.parametrize(("topic", "snippet"), cases("torch"))
def test_snippet_gives_what_torch_gave(topic: Topic, snippet: Snippet) -> None:
    check_recorded(topic, snippet)


@pytest.mark.parametrize("topic", topic_cases("torch"))
def test_topic_gives_what_the_installed_torch_gives(topic: Topic) -> None:
    check_live_topic(topic)
