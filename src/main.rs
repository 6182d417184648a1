//! The `handpress` command.

fn main() -> std::process::ExitCode {
    handpress::cli::run(std::env::args_os())
}
