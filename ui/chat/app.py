"""Page and API as one app: FastAPI with Gradio mounted at "/"."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

from index.model.local import LIBRARIES
from rag.settings import Settings
from ui.chat.uploads import Uploads
from ui.server.listener import address, run

if TYPE_CHECKING:
    from fastapi import FastAPI

    from rag.chain import Chain
    from ui.server.readiness import Readiness

# Read by gradio and huggingface_hub when they are imported: no analytics, no version check, no look at any hub.
_SILENCE = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_RUN_HISTORY": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
}


def _silence(settings: Settings) -> dict[str, str]:
    """The hub is out of reach too, unless a model of the user's may have to be fetched from it."""
    fetches = bool(settings.reranker) or settings.embedder in LIBRARIES
    return _SILENCE if fetches else _SILENCE | {"HF_HUB_OFFLINE": "1"}


def create_app(settings: Settings, chain: Chain, readiness: Readiness | None = None) -> FastAPI:
    """The app: the API (see `ui.api.app`), then the page at "/". Imports gradio, which takes some seconds."""
    uploads = Uploads(settings.home)
    uploads.clear()
    os.environ.update(_silence(settings))
    # Gradio would put uploads into the system's temp folder and leave them there.
    os.environ["GRADIO_TEMP_DIR"] = str(uploads.arrivals)
    import gradio
    from fastapi import HTTPException

    from ui.api.app import create_api
    from ui.chat.page import build_page, mount_options
    from ui.server.readiness import Readiness

    app = create_api(settings, chain, readiness or Readiness(chain))

    # Gradio brings its own description of the app; a route that comes first wins.
    @app.get("/gradio_api/openapi.json", include_in_schema=False)
    def no_description() -> None:
        raise HTTPException(404)

    page = build_page(chain, settings)
    # Gradio looks whether a file was uploaded only where `launch` was called: otherwise a request to add documents may
    # name any file of this machine, and read it.
    page.has_launched = True
    gradio.mount_gradio_app(app, page, path="/", max_file_size=f"{settings.max_file_mb}mb", **mount_options())
    return app


def serve(settings: Settings, chain: Chain, listener: socket.socket, *, open_browser: bool = False) -> None:
    """Serve page and API on `listener` (see `listen`) until Ctrl+C. Prints the address once the page answers."""
    from ui.server.readiness import Readiness

    # It loads while gradio is imported: the first question then finds everything open.
    with Readiness(chain) as readiness:
        run(create_app(settings, chain, readiness), address(settings), listener, open_browser=open_browser)
