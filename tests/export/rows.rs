//! Streamed rows come out in the order of documents whatever way they came in, held in memory or spilled.

use std::fs;

use newsgraph::DocumentId;
use newsgraph::export::{Rows, Table};
use proptest::prelude::*;

type Block = (DocumentId, Vec<u8>);

fn table_of(batches: &[&[Block]], bound: usize) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let mut rows = Rows::new(Table::Articles, folder.path()).holding(bound);
    for batch in batches {
        rows.add(batch.iter().cloned()).expect("rows are taken");
    }
    let name = rows.finish().expect("the table is written");
    let bytes = fs::read(folder.path().join(name)).expect("the table is there");
    let left: Vec<_> = fs::read_dir(folder.path()).expect("the folder is there").collect();
    assert_eq!(left.len(), 1, "nothing spilled stays");
    bytes
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let block = ("[ab]{0,3}|[a-zé]{1,8}", "[a-z,]{0,20}").prop_map(|(id, row)| (DocumentId::new(&id), row.into_bytes()));
    prop::collection::vec(block, 0..60)
}

proptest! {
    #[test]
    fn any_order_and_any_batches_give_the_same_bytes(
        (blocks, shuffled) in blocks().prop_flat_map(|blocks| (Just(blocks.clone()), Just(blocks).prop_shuffle())),
        batch in 1_usize..20,
        bound in prop_oneof![Just(0), 1_usize..2000, Just(usize::MAX)],
    ) {
        let whole = table_of(&[&blocks], usize::MAX);
        let parts: Vec<&[Block]> = shuffled.chunks(batch).collect();
        prop_assert_eq!(&whole, &table_of(&parts, bound));
        let mut sorted = blocks;
        sorted.sort();
        let rows: Vec<u8> = sorted.into_iter().flat_map(|(_, rows)| rows).collect();
        prop_assert!(whole.ends_with(&rows));
    }
}

#[test]
fn more_runs_than_files_may_be_open_are_merged_on_the_way() {
    let blocks: Vec<Block> =
        (0..300_u32).map(|i| (DocumentId::new(&(i * 7919 % 300).to_string()), format!("{i}\n").into_bytes())).collect();
    let one_by_one: Vec<&[Block]> = blocks.chunks(1).collect();
    assert_eq!(table_of(&one_by_one, 0), table_of(&[&blocks], usize::MAX));
}

#[test]
fn no_rows_are_a_header() {
    for table in Table::ALL {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let name = Rows::new(table, folder.path()).finish().expect("the table is written");
        let text = fs::read_to_string(folder.path().join(name)).expect("the table is there");
        assert_eq!(text, format!("{}\n", table.columns().join(",")));
    }
}

#[test]
fn a_folder_that_is_gone_is_an_error_that_names_it() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let gone = folder.path().join("gone");
    let mut rows = Rows::new(Table::Mentions, &gone).holding(0);
    let error = rows.add([(DocumentId::new("d"), b"row\n".to_vec())]).expect_err("nowhere to spill");
    assert_eq!(error.path(), Some(gone.as_path()));
    let error = Rows::new(Table::Mentions, &gone).finish().expect_err("nowhere to write");
    assert_eq!(error.path(), Some(gone.join("mentions.csv").as_path()));
}
