/// haproxy's weighted round robin: each server is due at a place, and the next place is the further
/// away the smaller its weight is. Servers may come, go and change their weight at any time.
struct RoundRobin {
  private enum Tree {
    case none
    /// Due in this round, at its place.
    case current
    /// One of the two trees of those that had no place in a round yet.
    case waiting(Int)
  }

  private struct Entry {
    var weight = 0
    var place = 0
    var rest = 0
    var tree = Tree.none
    var key = 0
    var order = 0
  }

  private var entries: [Entry]
  private var order = 0
  /// Which of the two trees is used in this round.
  private var first = 0
  private var currentWeight = 0
  private var nextWeight = 0
  private var position = 0

  init(count: Int) { entries = [Entry](repeating: Entry(), count: count) }

  /// Lets a server take part with a weight of more than 0.
  mutating func add(_ server: Int, weight: Int) {
    let weight = weight * 16
    entries[server].weight = weight
    nextWeight += weight
    if currentWeight == 0 {
      wait(server, in: first)
      return
    }
    entries[server].place = position + (nextWeight + currentWeight - position) / weight
    queue(server)
  }

  mutating func remove(_ server: Int) {
    nextWeight -= entries[server].weight
    entries[server].weight = 0
    entries[server].tree = .none
  }

  /// The server whose turn it is; one to avoid only when there is no other.
  mutating func next(avoiding avoided: Int?) -> Int? {
    if currentWeight == 0 {
      currentWeight = nextWeight
      position = currentWeight
    }
    var skipped: Int?
    var hasSwitched = false
    while true {
      guard let server = due() else {
        if hasSwitched { break }
        hasSwitched = true
        first = 1 - first
        currentWeight = nextWeight
        position = currentWeight
        continue
      }
      advance(server)
      entries[server].tree = .none
      position += 1
      if server == avoided, skipped == nil {
        skipped = server
        continue
      }
      queue(server)
      if let skipped { if hasSwitched { wait(skipped, in: first) } else { queue(skipped) } }
      return server
    }
    if let skipped { queue(skipped) }
    return skipped
  }

  private func due() -> Int? {
    if let server = least(where: { if case .current = $0 { true } else { false } }),
      entries[server].place <= position
    {
      return server
    }
    let first = first
    let waiting = least { if case .waiting(first) = $0 { true } else { false } }
    return waiting ?? least { if case .current = $0 { true } else { false } }
  }

  private func least(where isIn: (Tree) -> Bool) -> Int? {
    var best: Int?
    for index in entries.indices where isIn(entries[index].tree) {
      guard let known = best else {
        best = index
        continue
      }
      let isLess =
        entries[index].key != entries[known].key
        ? entries[index].key < entries[known].key : entries[index].order < entries[known].order
      if isLess { best = index }
    }
    return best
  }

  private mutating func advance(_ server: Int) {
    var entry = entries[server]
    if case .waiting = entry.tree {
      entry.place = 0
      entry.rest = 0
    }
    if entry.place == 0 { entry.place = position }
    entry.place += nextWeight / entry.weight
    entry.rest += nextWeight % entry.weight
    if entry.rest >= entry.weight {
      entry.rest -= entry.weight
      entry.place += 1
    }
    entries[server] = entry
  }

  private mutating func queue(_ server: Int) {
    let place = entries[server].place
    if place >= 2 * currentWeight || place >= currentWeight + nextWeight {
      entries[server].place -= currentWeight
      wait(server, in: 1 - first)
      return
    }
    order += 1
    entries[server].tree = .current
    entries[server].order = order
    entries[server].key = 256 * place + (4096 + entries[server].rest - entries[server].weight) / 16
  }

  private mutating func wait(_ server: Int, in tree: Int) {
    order += 1
    entries[server].tree = .waiting(tree)
    entries[server].order = order
    entries[server].key = 4096 - entries[server].weight
  }
}
