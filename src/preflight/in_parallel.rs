//! Looks at many things at a time.

/// Does the same with each thing, on two cores.
pub(super) fn each<T: Sync, R: Send>(things: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let (one, other) = things.split_at(things.len() / 2);
    std::thread::scope(|scope| {
        let first = scope.spawn(|| one.iter().map(&make).collect::<Vec<R>>());
        let mut last: Vec<R> = other.iter().map(&make).collect();
        let mut all = first.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        all.append(&mut last);
        all
    })
}
