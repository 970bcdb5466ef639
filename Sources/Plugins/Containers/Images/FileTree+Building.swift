import Simulation

extension FileTree {
  /// The tree with one more entry; missing folders on the way are made.
  func adding(_ node: FileNode, at path: String) -> FileTree {
    let disk = Disk(name: "image", tree: self)
    let files = FileSystem(root: disk)
    do throws(FileError) {
      if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.utf8.startIndex {
        try files.makeDirectory(String(path[..<slash]), withParents: true, now: .zero)
      }
      try files.put(node, at: path)
    } catch {
      preconditionFailure("\(path): \(error.text)")
    }
    return disk.tree
  }

  /// The tree with a text file.
  func adding(_ contents: String, at path: String) -> FileTree {
    adding(.file(File(contents: contents, modified: FileTree.imageTime)), at: path)
  }

  /// The tree with a file that runs a registered program.
  func adding(program: String, at path: String) -> FileTree {
    let file = File(isExecutable: true, modified: FileTree.imageTime, program: program)
    return adding(.file(file), at: path)
  }

  /// When the files of images were made: 2026-01-06T12:00:00Z.
  static var imageTime: VirtualTime {
    let seconds = CalendarDate.unixSeconds(year: 2026, month: 1, day: 6, hour: 12)
    return VirtualTime(milliseconds: (seconds - VirtualTime.epochSeconds) * 1000)
  }
}
