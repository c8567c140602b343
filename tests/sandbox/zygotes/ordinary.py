"""A zygote of an ordinary user, in the layers that this host gives one: namespaces, on most of them."""

from grader.sandbox.zygote import main
from tests.sandbox.zygotes.host import become_ordinary

if __name__ == "__main__":
    become_ordinary()
    main()
