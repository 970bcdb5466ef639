import Simulation

/// One run of `ls`.
struct DirectoryListing {
  private let call: CommandCall
  private let isLong: Bool
  private var isFirst = true

  /// A thing that is listed.
  private struct Entry {
    var name: String
    var node: FileNode

    var modified: VirtualTime {
      switch node {
      case .file(let file): file.modified
      case .directory(let directory): directory.modified
      case .link: .zero
      }
    }

    var size: Int64 {
      switch node {
      case .file(let file): file.program == nil ? file.size : 0
      case .directory: 4096
      case .link(let target): Int64(target.utf8.count)
      }
    }
  }

  init(_ call: CommandCall) {
    self.call = call
    isLong = call.has("l")
  }

  mutating func run() {
    let paths = call.operands.isEmpty ? ["."] : call.operands
    var files: [Entry] = []
    var folders: [String] = []
    for path in paths {
      do throws(FileError) {
        var node = try call.files.node(path, from: call.folder, followsLast: false)
        if case .link = node, !isLong || path.hasSuffix("/") {
          node = try call.files.node(path, from: call.folder)
        }
        if case .directory = node, !call.has("d") {
          folders.append(path)
        } else {
          files.append(Entry(name: path, node: node))
        }
      } catch {
        switch call.dialect {
        case .gnu:
          call.complain("cannot access '\(path)': \(error.text)")
          call.status = 2
        case .busybox:
          call.complain("\(path): \(error.text)")
          call.status = 1
        }
      }
    }
    show(sorted(files))
    isFirst = files.isEmpty
    for folder in sortedNames(folders) {
      list(folder, withName: paths.count > 1 || call.has("R"))
    }
  }

  /// Goes as deep as paths can be long.
  private mutating func list(_ folder: String, withName: Bool) {
    var entries: [Entry] = []
    do throws(FileError) {
      for name in try call.files.list(folder, from: call.folder) where call.world.exceeded == nil {
        call.world.spend(World.fileCost + folder.utf8.count)
        if name.hasPrefix("."), !call.has("a"), !call.has("A") { continue }
        let node = try call.files.node(
          folder + "/" + name, from: call.folder, followsLast: false)
        entries.append(Entry(name: name, node: node))
      }
    } catch {
      call.complain("cannot open directory '\(folder)': \(error.text)")
      call.status = 2
      return
    }
    if withName {
      call.write((isFirst ? "" : "\n") + folder + ":\n")
    }
    isFirst = false
    var shown = sorted(entries)
    if call.has("a") {
      shown =
        [
          Entry(name: ".", node: .directory(Directory(modified: call.world.now))),
          Entry(name: "..", node: .directory(Directory(modified: call.world.now))),
        ] + shown
    }
    if isLong { call.write("total \(blocks(shown))\n") }
    show(shown)
    guard call.has("R") else { return }
    for entry in sorted(entries) {
      if case .directory = entry.node {
        let path = folder.hasSuffix("/") ? folder + entry.name : folder + "/" + entry.name
        list(path, withName: true)
      }
    }
  }

  private func sortedNames(_ names: [String]) -> [String] {
    let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return call.has("r") ? sorted.reversed() : sorted
  }

  private func sorted(_ entries: [Entry]) -> [Entry] {
    let sorted = entries.sorted { left, right in
      if call.has("t"), left.modified != right.modified { return left.modified > right.modified }
      if call.has("S"), left.size != right.size { return left.size > right.size }
      return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
    return call.has("r") ? sorted.reversed() : sorted
  }

  private func blocks(_ entries: [Entry]) -> Int64 {
    entries.reduce(0) { sum, entry in
      // The target of a link is kept beside its name.
      if case .link = entry.node { return sum }
      return sum + (entry.size + 4095) / 4096 * 4
    }
  }

  private func show(_ entries: [Entry]) {
    guard isLong else {
      for entry in entries { call.write(entry.name + mark(entry) + "\n") }
      return
    }
    let sizes = entries.map { call.has("h") ? human($0.size) : String($0.size) }
    let width = sizes.map { $0.utf8.count }.max() ?? 1
    for (entry, size) in zip(entries, sizes) {
      var line = permissions(entry.node)
      line += " \(links(entry.node)) root root \(Columns.right(size, width)) "
      line += date(entry.modified) + " " + entry.name + mark(entry)
      if case .link(let target) = entry.node { line += " -> " + target }
      call.write(line + "\n")
    }
  }

  private func mark(_ entry: Entry) -> String {
    switch entry.node {
    case .directory: call.has("F") || call.has("p") ? "/" : ""
    case .file(let file): call.has("F") && file.isExecutable ? "*" : ""
    case .link: call.has("F") && !isLong ? "@" : ""
    }
  }

  private func links(_ node: FileNode) -> Int {
    guard case .directory(let directory) = node else { return 1 }
    return directory.names.reduce(2) { count, name in
      if case .directory? = directory[name] { return count + 1 }
      return count
    }
  }

  private func permissions(_ node: FileNode) -> String {
    switch node {
    case .directory(let directory): "d" + ModeChange.letters(directory.permissions)
    case .file(let file): "-" + ModeChange.letters(file.permissions)
    case .link: "lrwxrwxrwx"
    }
  }

  private func human(_ size: Int64) -> String {
    if size < 1024 { return String(size) }
    var value = size * 10
    var units = "KMGT"[...]
    value = (value + 1023) / 1024
    while value >= 10_240, units.count > 1 {
      value = (value + 1023) / 1024
      units.removeFirst()
    }
    let unit = units.first.map { String($0) } ?? ""
    return value < 100 ? "\(value / 10).\(value % 10)\(unit)" : "\((value + 9) / 10)\(unit)"
  }

  private func date(_ time: VirtualTime) -> String {
    let calendar = time.calendar
    let day = Columns.right(String(calendar.day), 2)
    let isOld = call.world.now - time > .seconds(180 * 86_400) || time > call.world.now
    return "\(calendar.monthName) \(day) "
      + (isOld ? " \(calendar.year)" : String(calendar.clock.prefix(5)))
  }
}
