"""What jobs need inside this environment's network: studio_enclave.bucket, .role, .network, .volume_key, .data_key, name("x")."""


def name(text, longest=63):
    """The name as the team's own; unchanged where names are free."""
    from studio_enclave.names import owned

    return owned(text, longest)


def about():
    """Three lines: where this app is, what is filled in, where to read more."""
    from studio_enclave.settings import settings

    it = settings()
    names = f"names begin with {it['prefix']}" if it["prefix"] else "names are free"
    return f"""studio-enclave: environment {it['environment']}, team {it['team']}, {it['region']}, separation {it['separation']}
studio-enclave: defaults written for what you leave out: bucket {it['bucket']}, role, network, keys; {names}
studio-enclave: `import studio_enclave` has these values; in a Python of your own run: python {__path__[0]}"""


def __getattr__(key):
    from studio_enclave.settings import settings

    try:
        return settings()[key]
    except (OSError, KeyError) as error:
        raise AttributeError(f"studio_enclave has no {key}: {error!r}") from None
