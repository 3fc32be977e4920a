"""Where marks and values go: closed files and open books."""
