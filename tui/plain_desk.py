"""The desk line by line: all articles with how far they are, the way to open another, and the review of one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from claims.errors import ReviewError, StetError
from claims.ledger.rows import ArticleSummary
from tui import overview
from tui.actions import Where, at_hand, shown_keys
from tui.background import Order
from tui.desk import Desk
from tui.display import one_line, plain
from tui.forms import ARTICLE, name_or_paste
from tui.key_sheet import key_sheet
from tui.plain import PlainReview, action_of
from tui.plain_asking import Ask, Asking, Say
from tui.plain_work import carried_out, export
from tui.session import ReviewSession


class PlainDesk:
    """Says the articles, and reviews the one that is chosen. Decides nothing itself."""

    def __init__(self, desk: Desk, say: Say, ask: Ask) -> None:
        self._desk = desk
        self._say = say
        self._ask = ask
        self._asking = Asking(say, ask)
        self._left = False
        self._chosen = ""
        known = at_hand(desk.actions, Where.START)
        self._commands: Mapping[str, Callable[[], object]] = {
            "order": self._reorder,
            "open": self._open,
            "new_article": self._new,
            "export": self._export,
            "keys": lambda: say(plain(key_sheet(self._actions)) + "A number reviews the article of that number."),
            "quit": self._leave,
        }
        self._actions = tuple(action for action in known if action.name in self._commands)
        self._keys = shown_keys(self._actions)

    def run(self, article_id: str = "") -> bool:
        """Goes on until the person leaves or the input ends; whether the store took up every answer. Begins with the
        review of an article, if one is named.
        """
        all_saved = True
        while True:
            chosen = article_id or self._start()
            if not chosen:
                return all_saved
            article_id = ""
            desk = self._desk
            session = ReviewSession(desk.shelf.review(chosen), desk.shelf, reviewer=desk.reviewer, clock=desk.clock)
            review = PlainReview(session, desk, self._say, self._ask)
            all_saved = review.run() and all_saved
            if not review.wants_articles:
                return all_saved

    def _start(self) -> str:
        """The id of the article that a person chooses; empty when they leave."""
        self._chosen = ""
        self._say(plain(overview.start_heading(str(self._desk.shelf.path))))
        self._list()
        while not (self._chosen or self._left):
            line = self._ask(
                f"number [{' '.join(self._keys[name] for name in ('new_article', 'export', 'quit', 'keys'))}] > "
            )
            if line is None:
                self._leave()
            else:
                self._obey(line.strip())
        return self._chosen

    def _obey(self, word: str) -> None:
        action = action_of(word, self._actions)
        try:
            if word.isascii() and word.isdecimal():
                self._chosen = self._numbered(word).id
            elif action is not None:
                self._commands[action.name]()
            else:
                what = one_line(word[:40]) or "enter alone"
                self._say(f"no such article or key: {what}; {self._keys['keys']} lists the keys")
        except StetError as refused:
            self._say(one_line(str(refused)))

    def _reorder(self) -> None:
        self._desk.by_attention = not self._desk.by_attention
        self._list()

    def _articles(self) -> tuple[ArticleSummary, ...]:
        articles = self._desk.shelf.articles()
        return overview.by_attention(articles) if self._desk.by_attention else articles

    def _list(self) -> None:
        articles = self._articles()
        for number, article in enumerate(articles, start=1):
            self._say(overview.article_words(number, article))
        if not articles:
            self._say(f"No article yet. {self._keys['new_article']} opens one: a file, an address, or pasted text.")

    def _numbered(self, number: str) -> ArticleSummary:
        articles = self._articles()
        if len(number) > 6 or not 0 < int(number) <= len(articles):
            raise ReviewError(f"there is no article {number[:6]}", "Write a number of the list")
        return articles[int(number) - 1]

    def _one(self, what: str) -> ArticleSummary:
        """The only article, or the one whose number is written."""
        articles = self._articles()
        if not articles:
            raise ReviewError("there is no article yet", "Open one first")
        if len(articles) == 1:
            return articles[0]
        return self._numbered((self._ask(f"{what}: number of the article > ") or "").strip() or "0")

    def _open(self) -> None:
        self._chosen = self._one("review").id

    def _new(self) -> None:
        answers = self._asking.fill(ARTICLE)
        if answers is None:
            return
        name, label, text = name_or_paste(answers)
        check = carried_out(self._desk.check(Order(name or self._desk.paste(label, text))), self._say)
        if check.report is not None:
            self._chosen = check.report.article_id

    def _export(self) -> None:
        article = self._one("export")
        export(self._desk, article.id, article.name, self._asking, self._say)

    def _leave(self) -> None:
        self._left = True
