//! The drawings of the templates stand in one part, so that one file replaces them.

use featsite::theme::Theme;

/// Drawings that show a value or are the legend of a drawing: no word could stand for them.
const DRAWN: [(&str, usize); 2] = [("graph.html", 4), ("parts.html", 1)];

#[test]
fn every_icon_stands_in_the_part_of_icons_and_every_name_is_known() {
    let theme = Theme::with_overrides(&Default::default());
    let icons = theme.templates().find(|(name, _)| *name == "icons.html").expect("the part").1;
    let mut wrong = Vec::new();
    let mut used = 0;
    for (name, text) in theme.templates().filter(|(name, _)| *name != "icons.html") {
        let allowed = DRAWN.iter().find(|(drawn, _)| *drawn == name).map_or(0, |(_, count)| *count);
        if text.matches("<svg").count() > allowed {
            wrong.push(format!("{name} draws"));
        }
        for rest in text.split("<icon name=\"").skip(1) {
            used += 1;
            let icon = rest.split('"').next().unwrap_or_default();
            if !icons.contains(&format!("name == \"{icon}\"")) {
                wrong.push(format!("{name} asks for the icon {icon}"));
            }
        }
    }
    assert!(wrong.is_empty() && used > 5, "{wrong:?}");
}
