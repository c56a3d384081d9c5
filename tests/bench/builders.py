"""Programs that build a site once over the same text: the bare pipeline, featsite, and peers with highlighting and search on as
far as they have them, each with a template that shows what the bare one's does.
"""

from peers import Hugo, MdBook, Zola


class Bare:
    """The bare pipeline, or the first of its stages."""

    name = "bare pipeline"

    def __init__(self, binary):
        self.binary = binary

    def build(self, text, out):
        return [self.binary, text, out, "--timings"]

    def until(self, text, stage):
        return [self.binary, text, "--until", stage, "--timings"]


class Featsite:
    """The program of this project."""

    name = "featsite"

    def __init__(self, binary, tells_stages):
        self.binary, self.timings = binary, ["--timings=json"] if tells_stages else []

    def build(self, text, out):
        return [self.binary, "build", text, "--output", out, *self.timings]

    def check(self, text):
        return [self.binary, "check", text, *self.timings]


class HugoBuild(Hugo):
    """Hugo: highlights, with classes; has no search."""

    def set_up(self):
        super().set_up()
        with open(self.work / "config.toml", "a") as config:
            config.write("\n[markup.highlight]\nnoClasses = false\n")
        page = "<!doctype html>\n<html><head><title>{{ .Title }}</title></head>\n<body>{{ .TableOfContents }}<main>{{ .Content }}</main></body></html>\n"
        (self.work / "layouts" / "_default" / "single.html").write_text(page)

    def build(self, out):
        return [self.binary, "--quiet", "--source", self.work, "--destination", out]


class ZolaBuild(Zola):
    """Zola, from 0.22 on: highlights, with classes; makes an index of search."""

    CONTENTS = '{% for one in page.toc %}<li><a href="{{ one.permalink | safe }}">{{ one.title }}</a></li>{% endfor %}'

    def set_up(self):
        super().set_up()
        (self.work / "config.toml").write_text(
            'base_url = "http://127.0.0.1"\nbuild_search_index = true\n\n[markdown.highlighting]\ntheme = "github-light"\nstyle = "class"\n'
        )
        page = f"<!doctype html>\n<html><body><ol>{self.CONTENTS}</ol><main>{{{{ page.content | safe }}}}</main></body></html>\n"
        (self.work / "templates" / "page.html").write_text(page)

    def build(self, out):
        return [self.binary, "--root", self.work, "build", "--output-dir", out]


class MdBookBuild(MdBook):
    """mdBook: highlights in the browser; makes an index of search."""

    def set_up(self):
        super().set_up()
        (self.work / "book.toml").write_text('[book]\ntitle = "Text"\n\n[output.html.search]\nenable = true\n')

    def build(self, out):
        return [self.binary, "build", self.work, "--dest-dir", out]


BUILDERS = [HugoBuild, ZolaBuild, MdBookBuild]
