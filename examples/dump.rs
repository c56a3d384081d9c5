//! Prints what is read from files.
#![allow(clippy::disallowed_methods)]
use std::sync::Arc;
fn main() {
    let mut args = std::env::args().skip(1);
    let what = args.next().unwrap_or_default();
    for path in args {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let file = featsite::source::SourceFile {
            path: Arc::from(path.as_str()),
            text: Arc::from(text.as_str()),
            hash: [0; 32],
            oversized: false,
        };
        let outline = featsite::outline::parse(&text);
        let document = featsite::kinds::interpret(&file, &outline, &Default::default()).value;
        println!("=== {path}");
        if what.contains('h') {
            let h = &document.harvest;
            println!("description {:?}", h.description.as_ref().map(|e| &e.text));
            for e in &h.user_stories {
                println!("story {}", e.text)
            }
            for e in &h.criteria {
                println!("criterion {}", e.text)
            }
            for e in &h.decisions {
                println!("decision {} || {} || {}", e.decision, e.rationale, e.alternatives)
            }
            for e in &h.approach {
                println!("approach {}: {} {}", e.name, e.text, e.placeholder)
            }
            for e in &h.components {
                println!(
                    "component {} {:?} {:?}",
                    e.name,
                    e.paths,
                    e.notes.iter().map(|n| format!("{}: {}", n.name, n.text)).collect::<Vec<_>>()
                )
            }
            for e in &h.challenges {
                println!("challenge {} | {} | {} | {} | {}", e.title, e.problem, e.impact, e.solution, e.lessons)
            }
            for e in &h.metrics {
                println!("metric {}: {} {}", e.name, e.text, e.placeholder)
            }
            println!(
                "time {:?} {:?} coverage {:?} {:?}",
                h.time.estimated.as_ref().map(|e| &e.text),
                h.time.actual.as_ref().map(|e| &e.text),
                h.coverage.target,
                h.coverage.current
            );
            for e in &h.gates {
                println!("gate {} {:?}", e.name, e.tasks)
            }
            for e in &h.deployment {
                println!("deployment {}: {} {}", e.name, e.text, e.placeholder)
            }
            for e in &h.follow_ups {
                println!("follow-up {}", e.text)
            }
            for e in &h.enhancements {
                println!("enhancement {}", e.text)
            }
            for e in &h.entries {
                println!("entry {} [{}] {:?}", e.date, e.title, e.items.iter().map(|i| &i.text).collect::<Vec<_>>())
            }
            for e in &h.related {
                println!("related {}: {} {}", e.name, e.text, e.placeholder)
            }
            for e in &h.preflight {
                println!("preflight {} | {}", e.title, e.text)
            }
            for e in &h.pins {
                println!("pin {} {}", e.name, e.version)
            }
            for e in &h.files {
                println!("file {} {}", e.path, e.new)
            }
            for e in &h.rollback {
                println!("rollback {} | {}", e.title, e.text)
            }
            println!("checklist {:?}", h.checklist);
            for e in &h.next_steps {
                println!("next {}", e.text)
            }
            for e in &h.documentation {
                println!("doc {}", e.text)
            }
            for e in &h.breaking_changes {
                println!("breaking {}", e.text)
            }
            println!("excerpt {:?} lang {:?}", document.excerpt, document.lang);
        }
        if what.contains('p') {
            for p in &document.phases {
                println!(
                    "phase {} [{}] {:?} w{:?} d{:?} dur{:?} {:?}..{:?} {:?} parent {:?} sched {:?} own {:?}",
                    p.number,
                    p.title,
                    p.status.as_ref().map(|s| s.value.status),
                    p.weeks,
                    p.days,
                    p.duration,
                    p.start.as_ref().map(|s| s.value.to_string()),
                    p.end.as_ref().map(|s| s.value.to_string()),
                    p.tasks,
                    p.parent,
                    p.schedule
                        .iter()
                        .map(|s| format!("{:?}{}-{} {}", s.unit, s.first, s.last, s.title))
                        .collect::<Vec<_>>(),
                    p.owners
                )
            }
        }
        if what.contains('r') {
            for r in &document.relations {
                println!(
                    "rel {:?} {} path={} {:?} <{}>",
                    r.kind,
                    r.target,
                    r.is_path,
                    r.rule,
                    r.raw.chars().take(80).collect::<String>()
                )
            }
        }
        if what.contains('t') {
            for t in &document.tasks {
                println!("task {:?} {:?} {}", t.state, t.class, t.text)
            }
        }
        if what.contains('T') {
            for t in &document.trackers {
                println!("tracker {:?}", t.rows.iter().take(3).collect::<Vec<_>>())
            }
        }
        if what.contains('u') {
            for u in &document.unfilled {
                println!("unfilled {} | {}", u.label, u.raw)
            }
            println!("shape {:?}", document.shape);
        }
    }
}
