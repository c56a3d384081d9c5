//! Files for readers that are no browsers: search engines, feed readers, language models, pages elsewhere that show a
//! badge, links to addresses that were.
//!
//! Absent on purpose: pages (`html`), the model as data (`json`).

pub mod badge;
pub mod feed;
pub mod llms;
pub mod redirect;
pub mod sitemap;

/// A text inside XML, as text or attribute. Characters that XML cannot hold are left out.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(super::xml("a\u{1}<b>&\"c\"\n\u{ffff}é"), "a&lt;b&gt;&amp;&quot;c&quot; é");
    }
}
