"""What stands in for ``python -c CODE`` when a macro in LibreOffice starts Python: xlwings finds the calling LibreOffice.

Sends what the user was told home, to the port that the environment names.
"""

import json
import os
import socket
import sys
import traceback

from tests.engines import excel, libreoffice, windows

PORT = "PROGRESS_XL_TEST_PORT"


def main(code: str) -> None:
    application = excel.Application(libreoffice.calling())
    said: dict[str, object] = {}
    try:
        with windows.active(application):
            exec(code, {})
    except BaseException:
        said["failed"] = traceback.format_exc()
        raise
    finally:
        said |= {"alerts": application._alerts, "status bar": application._settings["StatusBar"]}
        with socket.create_connection(("127.0.0.1", int(os.environ[PORT])), 30) as home:
            home.sendall(json.dumps(said).encode())


if __name__ == "__main__":
    main(sys.argv[2])
