//! A list that mostly has one item: it takes no memory of its own then.

use std::fmt;
use std::ops::Deref;

/// A list of ids; 16 bytes, and no more with one item.
#[derive(Clone)]
pub struct Few<T>(Items<T>);

#[derive(Clone)]
enum Items<T> {
    One(T),
    Many(Box<[T]>),
}

const _: () = assert!(size_of::<Few<u32>>() == 16, "an archive holds four for each event");

impl<T> Few<T> {
    /// The items.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        self
    }

    /// Puts an item at the end.
    pub fn push(&mut self, item: T) {
        let mut all = self.take();
        all.push(item);
        *self = Self::from(all);
    }

    /// Keeps the items for which `is_kept` holds.
    pub fn retain(&mut self, is_kept: impl FnMut(&T) -> bool) {
        let mut all = self.take();
        all.retain(is_kept);
        *self = Self::from(all);
    }

    /// Takes all items away.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    fn take(&mut self) -> Vec<T> {
        match std::mem::take(self).0 {
            Items::One(item) => vec![item],
            Items::Many(items) => items.into_vec(),
        }
    }
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self(Items::Many(Box::default()))
    }
}

impl<T> From<Vec<T>> for Few<T> {
    fn from(mut all: Vec<T>) -> Self {
        match (all.len(), all.pop()) {
            (1, Some(item)) => Self(Items::One(item)),
            (_, last) => {
                all.extend(last);
                Self(Items::Many(all.into_boxed_slice()))
            }
        }
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::from(items.into_iter().collect::<Vec<T>>())
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match &self.0 {
            Items::One(item) => std::slice::from_ref(item),
            Items::Many(items) => items,
        }
    }
}

impl<'a, T> IntoIterator for &'a Few<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: fmt::Debug> fmt::Debug for Few<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: PartialEq> PartialEq for Few<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Few<T> {}

impl<T: PartialEq, const N: usize> PartialEq<[T; N]> for Few<T> {
    fn eq(&self, other: &[T; N]) -> bool {
        **self == *other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_a_list(items in proptest::collection::vec(0_u32..5, 0..6), more in 0_u32..5) {
            let mut few: Few<u32> = items.iter().copied().collect();
            prop_assert_eq!(&*few, items.as_slice());
            few.push(more);
            few.retain(|item| *item != 2);
            let expected: Vec<u32> = items.into_iter().chain([more]).filter(|item| *item != 2).collect();
            prop_assert_eq!(&*few, expected.as_slice());
            few.clear();
            prop_assert!(few.is_empty());
        }
    }
}
