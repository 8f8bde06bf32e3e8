"""For every test: nobody's real folders, and no Qt. Tests with windows have their own in tests/ui."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

# A slow or busy machine is not a failure; the blob lets a failing example be run again elsewhere.
settings.register_profile("desk", deadline=None, print_blob=True)
settings.load_profile("desk")


@pytest.fixture(autouse=True, scope="session")
def _nobodys_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A test that forgets to say where its data is must not find a real desk."""
    place = str(tmp_path_factory.mktemp("nobody"))
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"):
            patch.setenv(name, place)
        yield
