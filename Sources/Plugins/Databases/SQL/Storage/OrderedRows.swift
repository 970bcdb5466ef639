/// Entries in the order of their keys, in pages of bounded size: finding is logarithmic, and
/// adding one moves no more than a page.
struct OrderedRows<Entry> {
  private(set) var count = 0
  private var pages: [Page] = []
  private static var pageSize: Int { 128 }

  struct Page {
    var keys: [RowKey]
    var entries: [Entry]
  }

  /// A place in the order; valid until the next insertion or removal.
  struct Position: Equatable {
    var page: Int
    var index: Int
  }

  init() {}

  /// The first place whose key is not below `key`.
  func lowerBound(_ key: RowKey) -> Position {
    var low = 0
    var high = pages.count
    while low < high {
      let middle = (low + high) / 2
      if RowKey.order(pages[middle].keys[pages[middle].keys.count - 1], key) < 0 {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < pages.count else { return Position(page: pages.count, index: 0) }
    let page = low
    low = 0
    high = pages[page].keys.count
    while low < high {
      let middle = (low + high) / 2
      if RowKey.order(pages[page].keys[middle], key) < 0 { low = middle + 1 } else { high = middle }
    }
    return Position(page: page, index: low)
  }

  func find(_ key: RowKey) -> Position? {
    let position = lowerBound(key)
    guard position.page < pages.count,
      RowKey.order(pages[position.page].keys[position.index], key) == 0
    else { return nil }
    return position
  }

  var start: Position { Position(page: 0, index: 0) }

  func isEnd(_ position: Position) -> Bool { position.page >= pages.count }

  func next(_ position: Position) -> Position {
    if position.index + 1 < pages[position.page].keys.count {
      return Position(page: position.page, index: position.index + 1)
    }
    return Position(page: position.page + 1, index: 0)
  }

  /// The place before; nil at the start.
  func previous(_ position: Position) -> Position? {
    if position.index > 0 { return Position(page: position.page, index: position.index - 1) }
    guard position.page > 0 else { return nil }
    return Position(page: position.page - 1, index: pages[position.page - 1].keys.count - 1)
  }

  func key(at position: Position) -> RowKey { pages[position.page].keys[position.index] }

  subscript(position: Position) -> Entry {
    get { pages[position.page].entries[position.index] }
    set { pages[position.page].entries[position.index] = newValue }
    _modify { yield &pages[position.page].entries[position.index] }
  }

  subscript(key: RowKey) -> Entry? { find(key).map { self[$0] } }

  /// Adds an entry; the key must not be there.
  mutating func insert(_ entry: Entry, at key: RowKey) {
    count += 1
    guard !pages.isEmpty else {
      pages.append(Page(keys: [key], entries: [entry]))
      return
    }
    var position = lowerBound(key)
    if position.page == pages.count {
      // Behind the last key: rows mostly come in order, so full pages stay full.
      if pages[position.page - 1].keys.count >= OrderedRows.pageSize {
        pages.append(Page(keys: [key], entries: [entry]))
        return
      }
      position = Position(page: position.page - 1, index: pages[position.page - 1].keys.count)
    }
    pages[position.page].keys.insert(key, at: position.index)
    pages[position.page].entries.insert(entry, at: position.index)
    let size = pages[position.page].keys.count
    if size > OrderedRows.pageSize {
      let half = size / 2
      let upper = Page(
        keys: Array(pages[position.page].keys[half...]),
        entries: Array(pages[position.page].entries[half...]))
      pages[position.page].keys.removeSubrange(half...)
      pages[position.page].entries.removeSubrange(half...)
      pages.insert(upper, at: position.page + 1)
    }
  }

  mutating func remove(at position: Position) {
    count -= 1
    pages[position.page].keys.remove(at: position.index)
    pages[position.page].entries.remove(at: position.index)
    if pages[position.page].keys.isEmpty { pages.remove(at: position.page) }
  }
}
