//! Which of the found answers which of the gold: the most pairs that can be made, each used once.

/// Pairs of indices that fit, one to one and as many as can be (augmenting paths, after Kuhn). Of several candidates those of
/// lower rank are tried first.
pub(super) fn matching<G, F, R: Ord>(
    golds: &[G],
    founds: &[F],
    fits: impl Fn(&G, &F) -> bool,
    rank: impl Fn(&G, &F) -> R,
) -> Vec<(usize, usize)> {
    let candidates: Vec<Vec<usize>> = golds
        .iter()
        .map(|gold| {
            let mut fitting: Vec<usize> = (0..founds.len()).filter(|&found| fits(gold, &founds[found])).collect();
            fitting.sort_by_key(|&found| rank(gold, &founds[found]));
            fitting
        })
        .collect();
    let mut owners: Vec<Option<usize>> = vec![None; founds.len()];
    let mut seen = vec![usize::MAX; founds.len()];
    for start in 0..golds.len() {
        // Each step of the path: a gold, and how many of its candidates were tried. No recursion: a text may be hostile.
        let mut path = vec![(start, 0)];
        while let Some((gold, tried)) = path.last_mut() {
            let Some(&found) = candidates[*gold].get(*tried) else {
                path.pop();
                continue;
            };
            *tried += 1;
            if std::mem::replace(&mut seen[found], start) == start {
                continue;
            }
            if let Some(owner) = owners[found] {
                path.push((owner, 0));
                continue;
            }
            for &(gold, tried) in &path {
                owners[candidates[gold][tried - 1]] = Some(gold);
            }
            break;
        }
    }
    owners.iter().enumerate().filter_map(|(found, owner)| owner.map(|gold| (gold, found))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[allow(clippy::trivially_copy_pass_by_ref)] // what the matching calls
    fn overlap(gold: &(u32, u32), found: &(u32, u32)) -> bool {
        gold.0 < found.1 && found.0 < gold.1
    }

    #[test]
    fn a_greedy_choice_costs_no_pair() {
        assert_eq!(matching(&[(0, 10), (8, 12)], &[(0, 9), (0, 5)], overlap, |_, _| ()).len(), 2);
        assert_eq!(matching(&[(0, 10)], &[(0, 3), (4, 9)], overlap, |_, _| ()), [(0, 0)]);
        assert_eq!(matching(&[(0, 10)], &[(0, 3), (4, 9)], overlap, |_, found| found.0 != 4), [(0, 1)]);
    }

    #[test]
    fn a_long_chain_is_followed() {
        let golds: Vec<(u32, u32)> = (0..3000).map(|n| (2 * n, 2 * n + 3)).collect();
        let founds: Vec<(u32, u32)> = (0..3000).map(|n| (2 * n + 2, 2 * n + 4)).rev().collect();
        assert_eq!(matching(&golds, &founds, overlap, |_, _| ()).len(), 3000);
    }
}
