/// Which tests prove which item.
struct ItemTable {
  var items: [Item]
  var proofs: [String: [Proof]]

  init(items: [Item], proofs: [Proof]) {
    self.items = items
    self.proofs = [:]
    for proof in proofs {
      for id in proof.items { self.proofs[id, default: []].append(proof) }
    }
  }

  /// The needed items that no test proves.
  var unproved: [String] {
    items.filter { $0.priority != .leftOut && proofs[$0.id] == nil }.map { $0.id }
  }

  /// What tests name and the list does not have.
  var unknown: [String] {
    let known = Set(items.map { $0.id })
    return proofs.keys.filter { !known.contains($0) }.sorted()
  }

  /// The table as Markdown.
  var text: String {
    var lines = [
      "<!-- Made by STATEBOOK_WRITE_ITEMS=1 swift test --filter ItemTests. Do not edit. -->",
      "# What the simulated cluster does, and which tests prove it",
      "",
      "The list of items is [ItemTests/items.txt](ItemTests/items.txt). P0 was needed by the first "
        + "chapters, P1 by the later ones, P2",
      "is left out: what is said of it is what a user sees who asks for it.",
    ]
    var section = ""
    for item in items {
      if item.section != section {
        section = item.section
        lines += ["", "## \(section)", ""]
      }
      lines.append("- **\(item.id)** \(item.priority.rawValue) \(item.statement)")
      var files: [(file: String, names: [String])] = []
      for proof in proofs[item.id] ?? [] {
        if files.last?.file != proof.file { files.append((proof.file, [])) }
        files[files.count - 1].names.append(proof.name)
      }
      for (file, names) in files {
        lines.append(
          "  - [\(ItemTable.title(of: file))](\(file)): \(names.joined(separator: ", "))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func title(of file: String) -> Substring {
    let name = file.split(separator: "/").last ?? ""
    return name.prefix { $0 != "." }
  }
}
