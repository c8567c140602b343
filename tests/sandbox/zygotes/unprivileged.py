"""A zygote with only the layers that need no privilege."""

from grader.sandbox.zygote import main
from tests.sandbox.zygotes.host import become_unprivileged

if __name__ == "__main__":
    become_unprivileged()
    main()
