//! What `--timings` prints: where the time of a command went, as a table or as one JSON object.

use serde_json::{Map, Value, json};

use crate::base::text::counted;
use crate::build::stages::{Part, Stage, Unit};
use crate::sys::account::{Cost, Measured, Share};
use crate::sys::clock::{exact_milliseconds, milliseconds};

/// A table for people, one line a stage. What several threads do at once is indented and summed over them.
pub fn table(measured: &Measured, threads: usize) -> String {
    let whole = measured.took.as_secs_f64();
    let percent = |part: f64| if whole > 0.0 { format!("{:.0} %", 100.0 * part / whole) } else { String::new() };
    let worked = measured.stages.iter().filter_map(|(_, cost)| cost.worked).reduce(|a, b| a + b);
    let mut rows = vec![["stage", "time", "share", "CPU", ""].map(str::to_owned)];
    for (stage, cost) in &measured.stages {
        rows.push([
            stage.name().to_owned(),
            milliseconds(cost.took),
            percent(cost.took.as_secs_f64()),
            cost.worked.map(milliseconds).unwrap_or_default(),
            counts(cost),
        ]);
        if *stage == Stage::Files {
            let part = |(part, share): &(Part, Share)| {
                let name = format!("  {}", part.name());
                [name, milliseconds(share.took), String::new(), String::new(), told(share)]
            };
            rows.extend(measured.parts.iter().map(part));
        }
    }
    let peak = measured.peak.map(|bytes| format!("{} at most", megabytes(bytes))).unwrap_or_default();
    let worked = worked.map(milliseconds).unwrap_or_default();
    rows.push(["total".to_owned(), milliseconds(measured.took), "100 %".to_owned(), worked, peak]);
    let mut text = aligned(&rows);
    if !measured.parts.is_empty() {
        text.push_str(&format!(
            "the indented lines are summed over the {} that make files\n",
            counted(threads, "thread", "threads")
        ));
    }
    text
}

/// The same for programs.
pub fn object(command: &str, measured: &Measured, threads: usize) -> Value {
    let stages = measured.stages.iter().map(|(stage, cost)| {
        let mut entry = Map::new();
        entry.insert("stage".to_owned(), json!(stage.name()));
        entry.insert("ms".to_owned(), json!(exact_milliseconds(cost.took)));
        entry.insert("cpu_ms".to_owned(), json!(cost.worked.map(exact_milliseconds)));
        entry.extend(cost.counts.iter().map(|(unit, count)| (name(*unit).to_owned(), json!(count))));
        Value::Object(entry)
    });
    let parts = measured.parts.iter().map(|(part, share)| {
        let ms = exact_milliseconds(share.took);
        json!({ "part": part.name(), "ms": ms, "files": share.files, "bytes": share.bytes })
    });
    let worked = measured.stages.iter().filter_map(|(_, cost)| cost.worked).reduce(|a, b| a + b);
    json!({
        "command": command,
        "ms": exact_milliseconds(measured.took),
        "cpu_ms": worked.map(exact_milliseconds),
        "peak_bytes": measured.peak,
        "threads": threads,
        "stages": stages.collect::<Vec<_>>(),
        "parts": parts.collect::<Vec<_>>(),
    })
}

/// One line for a save that a server followed: `read 3.1 ms, parse 0.4 ms, link 12 ms`.
pub fn line(measured: &Measured) -> String {
    let told: Vec<String> =
        measured.stages.iter().map(|(stage, cost)| format!("{} {}", stage.name(), milliseconds(cost.took))).collect();
    told.join(", ")
}

fn counts(cost: &Cost) -> String {
    let there = cost.counts.iter().filter(|(unit, count)| **unit != Unit::Known || **count > 0);
    let told = there.map(|(unit, count)| match unit {
        Unit::Files => counted(*count, "file", "files"),
        Unit::Known => format!("{count} of them known"),
        Unit::Documents => counted(*count, "document", "documents"),
        Unit::Findings => counted(*count, "finding", "findings"),
        Unit::Bytes => megabytes(*count as u64),
    });
    told.collect::<Vec<_>>().join(", ")
}

/// How many files of a kind. What is written is counted where it is made.
fn told(share: &Share) -> String {
    match share.bytes {
        0 => counted(share.files, "file", "files"),
        bytes => format!("{}, {}", counted(share.files, "file", "files"), megabytes(bytes as u64)),
    }
}

fn name(unit: Unit) -> &'static str {
    match unit {
        Unit::Files => "files",
        Unit::Known => "known",
        Unit::Documents => "documents",
        Unit::Findings => "findings",
        Unit::Bytes => "bytes",
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

/// Rows below each other: the first column and the last begin, those between end at the same place.
fn aligned(rows: &[[String; 5]]) -> String {
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
    let [first, time, share, worked] = [0, 1, 2, 3].map(width);
    let line = |row: &[String; 5]| {
        let [a, b, c, d, e] = row;
        let line = format!("{a:<first$}  {b:>time$}  {c:>share$}  {d:>worked$}  {e}");
        format!("{}\n", line.trim_end())
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::build::stages::Part;

    #[test]
    fn a_table_is_aligned_and_ends_with_the_whole() {
        let cost = |ms: u64, worked: u64, counts: &[(Unit, usize)]| Cost {
            took: Duration::from_millis(ms),
            worked: Some(Duration::from_millis(worked)),
            counts: counts.iter().copied().collect(),
        };
        let share = Share { took: Duration::from_millis(1200), files: 40, bytes: 2_500_000 };
        let measured = Measured {
            stages: vec![
                (Stage::Read, cost(30, 40, &[(Unit::Files, 40), (Unit::Bytes, 300_000)])),
                (Stage::Files, cost(970, 1700, &[(Unit::Files, 1)])),
            ],
            parts: vec![(Part::Pages, share)],
            took: Duration::from_secs(1),
            peak: Some(52_000_000),
        };
        assert_eq!(
            table(&measured, 2),
            "stage       time  share      CPU\n\
             read       30 ms    3 %    40 ms  40 files, 0.3 MB\n\
             files     970 ms   97 %  1700 ms  1 file\n  \
               pages  1200 ms                  40 files, 2.5 MB\n\
             total    1000 ms  100 %  1740 ms  52.0 MB at most\n\
             the indented lines are summed over the 2 threads that make files\n"
        );
        assert_eq!(line(&measured), "read 30 ms, files 970 ms");
        let data = object("build", &measured, 2);
        assert_eq!(
            (data["ms"].as_f64(), data["stages"][0]["bytes"].as_u64(), data["parts"][0]["part"].as_str()),
            (Some(1000.0), Some(300_000), Some("pages"))
        );
    }
}
