"""A problem's texts as HTML. Raw HTML in them is shown as text, code is highlighted here and not in the browser."""

from functools import lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from pygments.lexers.special import TextLexer


@lru_cache(maxsize=1024)
def to_html(text: str) -> Markup:
    """Whoever wrote it: only what Markdown itself can say comes out."""
    return Markup(_MARKDOWN.render(text))  # noqa: S704


@lru_cache(maxsize=1024)
def to_inline_html(text: str) -> Markup:
    """The same of a sentence or two."""
    return Markup(_MARKDOWN.renderInline(text))  # noqa: S704


@lru_cache(maxsize=1024)
def highlight_python(source: str) -> Markup:
    """In spans alone, to be put into an element of class `code`."""
    return Markup(highlight(source, PythonLexer(stripnl=False), _SPANS))  # noqa: S704


def _highlight(code: str, language: str, _attributes: str) -> str:
    lexer = PythonLexer() if language == "python" else TextLexer()
    return f'<pre class="code" tabindex="0"><code>{highlight(code, lexer, _SPANS)}</code></pre>'


_SPANS: HtmlFormatter[str] = HtmlFormatter(nowrap=True)
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "highlight": _highlight}).enable("table")
