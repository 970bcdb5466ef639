import Simulation

/// The list of `cut`: `1,3-5,7-`.
struct CutList {
  private var ranges: [ClosedRange<Int>] = []

  init?(_ text: String) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      if ends.count == 1 {
        guard let number = Int(bounded: ends[0]), number > 0 else { return nil }
        ranges.append(number...number)
      } else {
        if ends[0].isEmpty, ends[1].isEmpty { return nil }
        guard let low = ends[0].isEmpty ? 1 : Int(bounded: ends[0]),
          let high = ends[1].isEmpty ? Int.max : Int(bounded: ends[1]), low > 0, low <= high
        else { return nil }
        ranges.append(low...high)
      }
    }
  }

  func choose<Item>(_ items: [Item]) -> [Item] {
    var result: [Item] = []
    for (index, item) in items.enumerated()
    where ranges.contains(where: { $0.contains(index + 1) }) {
      result.append(item)
    }
    return result
  }
}
