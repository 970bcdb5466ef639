/// The ids of a page: each is given once.
struct PageIDs {
  private var taken: Set<String>

  /// Ids for the page of a chapter. Its headings and the blocks that name themselves have theirs
  /// already; those of the templates begin with `page:`, which no heading and no name can.
  init(_ chapter: Chapter) { taken = BookLinks.anchors(of: chapter) }

  /// The wanted id, or when it is taken the next one of the form `wanted-2`.
  mutating func take(_ wanted: String) -> String {
    var id = wanted
    var number = 1
    while !taken.insert(id).inserted {
      number += 1
      id = "\(wanted)-\(number)"
    }
    return id
  }

  /// Ids `stem-1`, `stem-2` and so on: the next one.
  mutating func take(_ stem: String, counting count: inout Int) -> String {
    repeat { count += 1 } while !taken.insert("\(stem)-\(count)").inserted
    return "\(stem)-\(count)"
  }
}
