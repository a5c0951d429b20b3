"""Read by gunicorn from the folder it starts in.

Its defaults believe a proxy on this machine every SCRIPT_NAME a client made up, and that a plain
request was https. What a proxy may say is TRUSTED_PROXY_COUNT's business alone.
"""

forwarded_allow_ips = ""
