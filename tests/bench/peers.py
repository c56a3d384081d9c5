"""Other generators with a watch server of their own, over the same text: each with the least configuration and, where it
has no theme of its own, a theme of one template.
"""

from programs import Program


class Hugo(Program):
    """Hugo."""

    name = "hugo"

    def set_up(self):
        (self.work / "config.toml").write_text(
            'baseURL = "http://127.0.0.1/"\ntitle = "Text"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]\n'
        )
        layouts = self.work / "layouts"
        (layouts / "_default").mkdir(parents=True)
        page = "<!doctype html>\n<html><head><title>{{ .Title }}</title></head>\n<body>{{ .Content }}</body></html>\n"
        every = "<!doctype html>\n<html><body>{{ range .Site.RegularPages }}<a href=\"{{ .RelPermalink }}\">{{ .File.Path }}</a>\n{{ end }}</body></html>\n"
        (layouts / "_default" / "single.html").write_text(page)
        (layouts / "_default" / "list.html").write_text("<!doctype html>\n<html><body>{{ .Title }}</body></html>\n")
        (layouts / "index.html").write_text(every)

    def command(self, port):
        return [self.binary, "server", "--bind", "127.0.0.1", "--port", str(port), "--source", self.work]

    def page(self, path):
        return super().page(path).lower()


class Zola(Program):
    """Zola. Its documents must begin with front matter."""

    name = "zola"

    def set_up(self):
        (self.work / "config.toml").write_text('base_url = "http://127.0.0.1"\n')
        templates = self.work / "templates"
        templates.mkdir()
        (templates / "index.html").write_text("<!doctype html>\n<html><body>Text</body></html>\n")
        (templates / "section.html").write_text("<!doctype html>\n<html><body>{{ section.title }}</body></html>\n")
        (templates / "page.html").write_text("<!doctype html>\n<html><body>{{ page.content | safe }}</body></html>\n")
        for number, path in enumerate(self.documents):
            file = self.text / path
            slug = path.rsplit("/", 1)[-1].removesuffix(".md")
            file.write_text(f'+++\ntitle = "{number}"\nslug = "{slug}"\n+++\n' + file.read_text())

    def command(self, port):
        return [self.binary, "--root", self.work, "serve", "--interface", "127.0.0.1", "--port", str(port)]


class MdBook(Program):
    """mdBook. Its table of contents names every document."""

    name = "mdbook"

    def below(self):
        return "src"

    def set_up(self):
        (self.work / "book.toml").write_text('[book]\ntitle = "Text"\n\n[output.html.search]\nenable = false\n')
        lines = [f"- [{path.rsplit('/', 1)[-1]}](<{path}>)" for path in self.documents]
        (self.text / "SUMMARY.md").write_text("# Summary\n\n" + "\n".join(lines) + "\n")

    def command(self, port):
        return [self.binary, "serve", "--hostname", "127.0.0.1", "--port", str(port), self.work]

    def page(self, path):
        return super().page(path).removesuffix("/") + ".html"


class MkDocs(Program):
    """MkDocs."""

    name = "mkdocs"

    def below(self):
        return "docs"

    def set_up(self):
        (self.work / "mkdocs.yml").write_text("site_name: Text\nplugins: []\ntheme:\n  name: null\n  custom_dir: theme\n")
        theme = self.work / "theme"
        theme.mkdir()
        (theme / "main.html").write_text("<!doctype html>\n<html><body>{{ page.content }}</body></html>\n")
        # Without a first page its server answers only with an error.
        first = self.text / "index.md"
        if not first.exists():
            first.write_text("# Text\n")

    def command(self, port):
        return [self.binary, "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}", "--config-file", self.work / "mkdocs.yml"]


PEERS = [Hugo, Zola, MdBook, MkDocs]
