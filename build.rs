//! Tells Cargo that the embedded theme belongs to the sources: the macro that embeds it cannot.

fn main() {
    println!("cargo::rerun-if-changed=themes");
}
