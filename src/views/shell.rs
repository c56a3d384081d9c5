//! What stands around every page: navigation, where the page is in the folders, breadcrumbs, footer.

use crate::views::value::{Value, data};

use super::card::clip;
use super::export::FEED;
use super::frame::Listing;
use super::parts::{href, status};
use super::{Input, Page, VIEWS, View, overview};
use crate::base::{When, paths};
use crate::link::urls;
use crate::model::{Claim, Folder};

/// At most this many documents and folders stand beside the page in the sidebar.
const NEAR: usize = 30;
/// Characters of what is said of a document where a link to it is shown.
const ABOUT: usize = 200;

/// The shell of a page with a title.
pub fn data(input: Input<'_>, page: &Page, title: &str) -> Value {
    let Input { site, frame, .. } = input;
    let here = page.url.as_str();
    let owner = view_of(input, page);
    let named: Vec<Value> = frame
        .named
        .iter()
        .map(|named| {
            let current = named.url == here;
            data!({ "label": &named.name, "href": href(here, &named.url), "count": named.items.len(), "current": current })
        })
        .collect();
    let root = paths::relative(here, "index.html");
    let root = root.strip_suffix("index.html").unwrap_or_default().to_owned();
    let folder = folder_of(input, page);
    data!({
        "title": &site.title,
        "lang": frame.words.language().tag(),
        "home": href(here, "index.html"),
        "is_home": here == "index.html",
        "views": views(input, here, owner),
        "named": named,
        "root": root,
        "texts": frame.texts,
        "place": folder.filter(|folder| folder.total > 0).map(|folder| place(input, page, folder)),
        "crumbs": crumbs(input, page, folder, owner, title),
        "outside": outside(input, page),
        "as_of": frame.words.with("as-of", &frame.words.date(When::Day(site.today))),
        "footer": data!({
            "documents": (!site.documents.is_empty()).then(|| frame.words.count("documents", site.documents.len())),
            "attention": (frame.attention > 0).then(|| frame.words.count("need-attention", frame.attention)),
            "health": frame.view("health").map(|url| href(here, url)),
        }),
    })
}

/// What the page says of itself to search engines, feed readers and whoever shows a link to it.
fn outside(input: Input<'_>, page: &Page) -> Value {
    let Input { site, frame, .. } = input;
    let here = page.url.as_str();
    let linked = page.body.and_then(|ix| site.documents.get(ix.at()));
    let base = site.config.base_url.as_deref();
    let excerpt = linked.and_then(|linked| linked.document.excerpt.as_deref());
    data!({
        "address": base.map(|base| urls::absolute(base, here)),
        "about": excerpt.map(|text| clip(text, ABOUT)).filter(|text| !text.trim().is_empty()),
        "kind": if linked.is_some() { "article" } else { "website" },
        "twin": linked.map(|linked| href(here, &urls::twin(&linked.url))),
        "feed": frame.has_feed(site).then(|| href(here, FEED)),
        "feed_title": frame.words.get("activity"),
    })
}

/// The views. Pages that belong to none of them have the same entries where they lie as deep.
fn views(input: Input<'_>, here: &str, owner: Option<&View>) -> Value {
    let frame = input.frame;
    let entry = |&(name, url, count): &(&'static str, &'static str, Option<usize>)| {
        let view = VIEWS.iter().find(|view| view.name == name);
        let within = owner.is_some_and(|owner| owner.name == name);
        data!({
            "name": name,
            "label": frame.words.get(name),
            "href": href(here, url),
            "count": count,
            "letter": view.and_then(|view| view.letter),
            "current": if url == here { "page" } else if within { "true" } else { "" },
        })
    };
    let make = || frame.views.iter().map(entry).collect();
    let alike = owner.is_none() && frame.views.iter().all(|(_, url, _)| *url != here && paths::by_root(here, url));
    if alike { frame.navigation.get(paths::depth(here), make) } else { make() }
}

/// The view that a page belongs to; none for pages of documents and folders.
fn view_of(input: Input<'_>, page: &Page) -> Option<&'static View> {
    let folder = matches!(input.site.claims.get(&page.url), Some(Claim::Folder(_)));
    VIEWS.iter().find(|view| page.body.is_none() && !folder && view.holds(&page.url))
}

/// The folder a page stands in: a document's, or the folder whose page it is.
fn folder_of<'a>(input: Input<'a>, page: &Page) -> Option<&'a Folder> {
    let folders = &input.site.folders;
    match page.body.and_then(|ix| input.site.documents.get(ix.at())) {
        Some(linked) => folders.get(paths::parent(linked.path())),
        None if matches!(page.url.as_str(), "index.html" | "docs.html") => overview::top(input.site),
        None => match input.site.claims.get(&page.url) {
            Some(Claim::Folder(path)) => folders.get(path),
            _ => None,
        },
    }
}

/// Where the page is: the folders above, its neighbours, the folders below.
fn place(input: Input<'_>, page: &Page, folder: &Folder) -> Value {
    let Input { site, frame, .. } = input;
    let here = page.url.as_str();
    let folder = neighbourhood(input, page, folder);
    let mut above: Vec<&str> = paths::ancestors(&folder.path).collect();
    above.reverse();
    let link = |path: &str| {
        let target = site.folders.get(path)?;
        let current = target.url == here;
        let name = folder_name(input, path);
        Some(data!({ "name": name.to_owned(), "href": href(here, &target.url), "current": current }))
    };
    let Listing { folders: below, documents } = frame.listing(&folder.path);
    let at = page.body.and_then(|ix| frame.positions.get(ix.at())).map_or(0, |&at| at as usize);
    let at = if documents.get(at).copied() == page.body { at } else { 0 };
    let (first, last) = window(at, documents.len());
    let near = documents.get(first..last).unwrap_or_default().iter();
    let near: Vec<Value> = near
        .filter_map(|&ix| {
            let linked = site.documents.get(ix.at())?;
            Some(data!({
                "title": &linked.document.title.value,
                "lang": &linked.document.lang,
                "href": href(here, &linked.url),
                "status": status(&frame.words, linked.status(), linked.progress),
                "current": linked.url == here,
            }))
        })
        .collect();
    let folders: Vec<Value> = below
        .iter()
        .take(NEAR)
        .filter_map(|path| {
            let target = site.folders.get(path.as_str())?;
            Some(data!({ "name": paths::file_name(path).to_owned(), "href": href(here, &target.url), "count": target.total }))
        })
        .collect();
    let hidden = documents.len() - (last - first) + below.len().saturating_sub(NEAR);
    data!({
        "above": above.into_iter().filter_map(link).collect::<Vec<_>>(),
        "folder": link(&folder.path),
        "documents": near,
        "folders": folders,
        "more": (hidden > 0).then(|| frame.words.count("more", hidden)),
        "more_href": href(here, &folder.url),
    })
}

/// The folder whose contents stand beside a page. A document that fills a folder of its own stands among its kind.
fn neighbourhood<'a>(input: Input<'a>, page: &Page, folder: &'a Folder) -> &'a Folder {
    let listing = input.frame.listing(&folder.path);
    let alone = listing.documents.is_empty() && listing.folders.is_empty();
    let own = page.body.is_some() && page.body == folder.main && super::folder::own_item(input.site, folder).is_some();
    let above = input.site.folders.get(paths::parent(&folder.path)).filter(|_| own && alone && !folder.path.is_empty());
    above.unwrap_or(folder)
}

/// The window of at most [`NEAR`] positions around one.
fn window(at: usize, length: usize) -> (usize, usize) {
    let last = (at + NEAR / 2 + 1).max(NEAR).min(length);
    (last.saturating_sub(NEAR), last)
}

/// A folder's name as it is shown; the root has the site's title.
pub fn folder_name<'a>(input: Input<'a>, path: &'a str) -> &'a str {
    if path.is_empty() { &input.site.title } else { paths::file_name(path) }
}

fn crumbs(input: Input<'_>, page: &Page, folder: Option<&Folder>, owner: Option<&View>, title: &str) -> Vec<Value> {
    let here = page.url.as_str();
    if here == "index.html" {
        return Vec::new();
    }
    let mut crumbs = vec![data!({ "label": &input.site.title, "href": href(here, "index.html") })];
    if let Some(view) = owner {
        if view.url != here {
            crumbs.push(data!({ "label": input.frame.words.get(view.name), "href": href(here, view.url) }));
        }
    } else if let Some(folder) = folder {
        let mut above: Vec<&str> = paths::ancestors(&folder.path).filter(|path| !path.is_empty()).collect();
        above.reverse();
        if folder.url != here && !folder.path.is_empty() {
            above.push(&folder.path);
        }
        for path in above {
            if let Some(target) = input.site.folders.get(path) {
                crumbs.push(data!({ "label": paths::file_name(path).to_owned(), "href": href(here, &target.url) }));
            }
        }
    }
    crumbs.push(data!({ "label": title.to_owned() }));
    crumbs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_holds_the_page_and_never_leaves_the_list() {
        assert_eq!(window(0, 5), (0, 5));
        assert_eq!(window(0, 100), (0, 30));
        assert_eq!(window(50, 100), (36, 66));
        assert_eq!(window(99, 100), (70, 100));
    }
}
