"""What people say at the desk counts like any published text: it has a source and a day."""

# Later texts of other sources win over it as over any other, earlier ones never do.
SAID_HERE = "Said here, at the desk"
