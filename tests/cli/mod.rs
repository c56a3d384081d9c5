//! The program from outside: commands, exit codes, messages.
