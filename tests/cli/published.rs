//! What readers find in the output that are no browsers: sitemap, feed, badges, Markdown, canonical addresses, old addresses.

use super::Folder;

const LOG: &str = "---\nid: FEAT-001\nstatus: in progress\nowner: Ana\nupdated: 2026-11-20\n---\n# Login & out\n\nPeople *sign* in with a name and a word that only they know.\n\n\
                   ## Daily Progress Log\n\n### 2026-11-19\n- First\n\n### 2026-11-20\n- **Bold** <b>line</b>\n- Second\n";

fn built(config: &str) -> Folder {
    let folder = Folder::with(&[
        ("content/featsite.yaml", config),
        ("content/features/FEAT-001 login.md", LOG),
        ("content/features/README.md", "# Features\n\nSee [robots](../robots.txt).\n"),
        ("content/old/archive/FEAT-000.md", "# FEAT-000: [Old] one\n\n**Status**: Done\n"),
    ]);
    let run = folder.run(&["build", "--today", "2026-11-28"]);
    assert_eq!(run.code, 0, "{}", run.err);
    folder
}

#[test]
fn the_sitemap_has_every_page_and_robots_lead_to_it() {
    let folder = built("title: Plans\nbase_url: https://example.org/plans\n");
    assert_eq!(
        folder.text("_site/robots.txt"),
        "User-agent: *\nAllow: /\n\nSitemap: https://example.org/plans/sitemap.xml\n"
    );
    let sitemap = folder.text("_site/sitemap.xml");
    for entry in [
        "<url><loc>https://example.org/plans/</loc></url>",
        "<url><loc>https://example.org/plans/features/</loc></url>",
        "<url><loc>https://example.org/plans/features/FEAT-001%20login.html</loc><lastmod>2026-11-20</lastmod></url>",
    ] {
        assert!(sitemap.contains(entry), "{entry}\n{sitemap}");
    }
    let pages = folder.tree("_site").iter().filter(|(name, _)| name.ends_with(".html") && name != "404.html").count();
    assert_eq!(sitemap.matches("<url>").count(), pages);
}

#[test]
fn the_feed_has_the_latest_entries() {
    let folder = built("title: Plans\nbase_url: https://example.org/plans/\n");
    assert_eq!(
        folder.text("_site/views/activity.xml"),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n\
         <title>Plans · Activity</title>\n\
         <id>https://example.org/plans/views/activity.html</id>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"https://example.org/plans/views/activity.html\"/>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"https://example.org/plans/views/activity.xml\"/>\n\
         <updated>2026-11-20T00:00:00Z</updated>\n\
         <author><name>Plans</name></author>\n\
         <generator>featsite</generator>\n\
         <entry>\n\
         <title>Login &amp; out</title>\n\
         <id>https://example.org/plans/features/FEAT-001%20login.html#2026-11-20-c20047</id>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"https://example.org/plans/features/FEAT-001%20login.html#2026-11-20\"/>\n\
         <updated>2026-11-20T00:00:00Z</updated>\n\
         <author><name>Ana</name></author>\n\
         <content type=\"html\">&lt;ul&gt;&lt;li&gt;Bold line&lt;/li&gt;&lt;li&gt;Second&lt;/li&gt;&lt;/ul&gt;</content>\n\
         </entry>\n\
         <entry>\n\
         <title>Login &amp; out</title>\n\
         <id>https://example.org/plans/features/FEAT-001%20login.html#2026-11-19-09f4b1</id>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"https://example.org/plans/features/FEAT-001%20login.html#2026-11-19\"/>\n\
         <updated>2026-11-19T00:00:00Z</updated>\n\
         <author><name>Ana</name></author>\n\
         <content type=\"html\">&lt;ul&gt;&lt;li&gt;First&lt;/li&gt;&lt;/ul&gt;</content>\n\
         </entry>\n\
         </feed>\n"
    );
}

#[test]
fn pages_say_what_they_are() {
    let folder = built("title: Plans\nbase_url: https://example.org/plans/\n");
    let page = folder.text("_site/features/FEAT-001 login.html");
    for line in [
        "<meta name=\"description\" content=\"People sign in with a name and a word that only they know.\">",
        "<meta property=\"og:title\" content=\"Login &amp; out\">",
        "<meta property=\"og:site_name\" content=\"Plans\">",
        "<meta property=\"og:type\" content=\"article\">",
        "<meta property=\"og:url\" content=\"https://example.org/plans/features/FEAT-001%20login.html\">",
        "<link rel=\"canonical\" href=\"https://example.org/plans/features/FEAT-001%20login.html\">",
        "<link rel=\"alternate\" type=\"text/markdown\" href=\"FEAT-001%20login.md\">",
        "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Activity\" href=\"../views/activity.xml\">",
    ] {
        assert!(page.contains(line), "{line}");
    }
    let activity = folder.text("_site/views/activity.html");
    assert!(activity.contains("<a href=\"activity.xml\" type=\"application/atom+xml\">Feed</a>"), "{activity}");
    assert!(folder.text("_site/index.html").contains("<link rel=\"canonical\" href=\"https://example.org/plans/\">"));
    assert!(!folder.text("_site/404.html").contains("canonical"));
}

#[test]
fn without_the_address_of_the_site_nothing_needs_it() {
    let folder = built("title: Plans\n");
    let names: Vec<String> = folder.tree("_site").into_iter().map(|(name, _)| name).collect();
    for name in ["sitemap.xml", "robots.txt", "views/activity.xml"] {
        assert!(!names.iter().any(|other| other == name), "{name}");
    }
    let page = folder.text("_site/features/FEAT-001 login.html");
    assert!(!page.contains("canonical") && !page.contains("og:url") && !page.contains("atom+xml"));
    assert!(page.contains("og:title") && page.contains("text/markdown"));
}

#[test]
fn documents_are_there_as_markdown_and_listed() {
    let folder = built("title: Plans\n");
    assert_eq!(folder.text("_site/features/FEAT-001 login.md"), LOG);
    assert!(folder.text("_site/features/index.md").starts_with("# Features\n"));
    assert_eq!(
        folder.text("_site/llms.txt"),
        "# Plans\n\n> 3 documents\n\n## Features\n\n\
         - [Login & out](features/FEAT-001%20login.md): In progress. People sign in with a name and a word that \
         only they know.\n\n## Pages\n\n- [Features](features/index.md)\n\n\
         ## Optional\n\n- [FEAT-000: Old one](old/archive/FEAT-000.md): Done\n"
    );
}

#[test]
fn each_id_has_a_badge_and_all_have_one() {
    let folder = built("title: Plans\n");
    assert!(folder.text("_site/status/FEAT-001.svg").contains("aria-label=\"FEAT-001: in progress\""));
    assert!(folder.text("_site/status/progress.svg").contains("aria-label=\"Plans: 0/1\""));
}

#[test]
fn a_file_of_the_users_own_stays() {
    let folder = Folder::with(&[
        ("content/featsite.yaml", "base_url: https://example.org/\n"),
        ("content/a.md", "# A\n\n[what may be read](robots.txt)\n"),
        ("content/robots.txt", "User-agent: *\nDisallow: /\n"),
    ]);
    assert_eq!(folder.run(&["build"]).code, 0);
    assert_eq!(folder.text("_site/robots.txt"), "User-agent: *\nDisallow: /\n");
}

#[test]
fn an_output_in_the_content_folder_is_not_read() {
    let folder = Folder::with(&[("content/a.md", "# A\n"), ("content/sub/b.md", "# B\n")]);
    let build = ["build", "content", "--output", "content/www"];
    let first = folder.run(&build);
    let list = folder.text("content/www/llms.txt");
    assert!(list.contains("(sub/b.md)"), "{list}");
    let second = folder.run(&build);
    assert_eq!((first.out, first.code), (second.out, second.code));
    assert_eq!(list, folder.text("content/www/llms.txt"));
}

#[test]
fn a_document_leads_on_from_where_it_was() {
    let folder = Folder::with(&[
        ("content/featsite.yaml", "base_url: https://example.org/\n"),
        (
            "content/new/a.md",
            "---\naliases: [/old/a.html, b, Another name, /B.html]\nredirect_from:\n  - /x/\n---\n# A & b\n",
        ),
        ("content/b.md", "---\naliases: /x/\n---\n# B\n"),
    ]);
    assert_eq!(folder.run(&["build"]).code, 0);
    assert_eq!(
        folder.text("_site/old/a.html"),
        "<!doctype html>\n<html lang=\"en\">\n<head>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url=../new/a.html\">\n\
         <link rel=\"canonical\" href=\"https://example.org/new/a.html\">\n<title>A &amp; b</title>\n</head>\n\
         <body>\n<main><h1><a href=\"../new/a.html\">A &amp; b</a></h1></main>\n</body>\n</html>\n"
    );
    // Of two that want one address the first by path has it, and no page of a document is covered.
    assert!(folder.text("_site/x/index.html").contains("url=../b.html"));
    assert!(folder.text("_site/b.html").contains("og:title"));
    let names: Vec<String> = folder.tree("_site").into_iter().map(|(name, _)| name).collect();
    assert!(!names.iter().any(|name| name == "B.html" || name.contains("Another")));
    let sitemap = folder.text("_site/sitemap.xml");
    assert!(sitemap.contains("new/a.html") && !sitemap.contains("old/a.html"), "{sitemap}");
}

#[test]
fn no_alias_takes_the_place_of_anything() {
    let aliases = "/index.html/x, /board.html/x, /site.json/, /new/a.html/sub, /New, /z.html, /Z.html, /.git/refs/x.html, /CNAME/, \
                   /views/search.js/, /status/x.html, /.featsite-manifest.json/x";
    let text = format!("---\naliases: [{aliases}]\n---\n# A\n\n**Status**: Planned\n");
    let plain =
        Folder::with(&[("content/new/a.md", "# A\n\n**Status**: Planned\n"), ("_site/CNAME", "plans.example.org\n")]);
    let aliased = Folder::with(&[("content/new/a.md", &text), ("_site/CNAME", "plans.example.org\n")]);
    let names = |folder: &Folder| -> Vec<String> {
        let run = folder.run(&["build"]);
        assert_eq!((run.code, run.err.contains("unwritable")), (0, false), "{}", run.err);
        folder.tree("_site").into_iter().map(|(name, _)| name).collect()
    };
    let (plain, aliased) = (names(&plain), names(&aliased));
    let more: Vec<&String> = aliased.iter().filter(|name| !plain.contains(name)).collect();
    assert_eq!(more, ["Z.html"]);
    assert!(plain.iter().all(|name| aliased.contains(name)));
}
