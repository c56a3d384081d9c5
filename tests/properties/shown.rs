//! Whether what a server shows is what an edition says.

use featsite::build::edition::Edition;
use featsite::build::outputs::Content;
use featsite::formats::live;
use featsite::source::difference;
use featsite::sys::follow::Shown;
use featsite::sys::read;
use featsite::sys::serve::{Body, Pages};

/// How what is shown differs from an edition, of which some files are compared.
pub fn compare(shown: &Shown, expected: &Edition, compared: usize) -> Result<(), String> {
    let edition = shown.edition();
    let (is, wanted) = (&edition.snapshot, &expected.snapshot);
    if !difference::is_same(is, wanted) {
        return Err(format!("these differ: {:?}; {:?}", difference::differs(is, wanted), wanted.diagnostics));
    }
    if is.git != wanted.git {
        return Err(format!("git knows something else: {:?}, not {:?}", is.git, wanted.git));
    }
    let outputs = expected.outputs();
    let urls: Vec<&str> = outputs.urls().collect();
    if !edition.outputs().urls().eq(urls.iter().copied()) {
        return Err("there are other addresses".to_owned());
    }
    drop(edition);
    let pace = urls.len().div_ceil(compared);
    for url in urls.iter().step_by(pace) {
        let Some((content, finding)) = expected.make(url) else { return Err(format!("{url} is not there")) };
        assert!(finding.is_none(), "{finding:?}");
        let wanted = match content {
            Content::Bytes(bytes) if outputs.is_page(url) => {
                let tag: String = blake3::hash(&bytes).to_hex().chars().take(20).collect();
                live::follow(&bytes, url, &tag)
            }
            Content::Bytes(bytes) => bytes,
            Content::Export => {
                let mut bytes = Vec::new();
                outputs.export(&mut bytes).map_err(|error| error.to_string())?;
                bytes
            }
            Content::Copy(path) => read::asset(&expected.snapshot, &path).map_err(|error| error.to_string())?,
        };
        let is = match shown.find(url).map(|found| found.body) {
            Some(Body::Bytes(bytes)) => bytes.to_vec(),
            Some(Body::File(mut file, _)) => {
                let mut bytes = Vec::new();
                std::io::Read::read_to_end(&mut file, &mut bytes).map_err(|error| error.to_string())?;
                bytes
            }
            None => return Err(format!("{url} is not found")),
        };
        if is != wanted {
            let (is, wanted) = (String::from_utf8_lossy(&is), String::from_utf8_lossy(&wanted));
            let lines = is.lines().zip(wanted.lines()).find(|(a, b)| a != b && !b.contains("data-etag"));
            return Err(format!("{url} differs: {lines:?}"));
        }
    }
    Ok(())
}
