//! Tells cargo that the built-in theme is part of the program: the macro that embeds it does not.

fn main() {
    println!("cargo:rerun-if-changed=themes");
}
