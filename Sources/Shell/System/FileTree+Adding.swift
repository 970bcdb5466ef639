public import Simulation

extension FileTree {
  /// Puts a file at a path of names from the root on; folders on the way are made. A file that
  /// stands where a folder is needed is replaced.
  public mutating func add(
    _ path: String, _ contents: String, isExecutable: Bool = false
  ) {
    put(.file(File(contents: contents, isExecutable: isExecutable)), at: path)
  }

  /// Puts an executable file that runs a registered program at a path.
  public mutating func addProgram(_ path: String, _ program: String) {
    put(.file(File(isExecutable: true, program: program)), at: path)
  }

  /// Puts a symbolic link at a path.
  public mutating func addLink(_ path: String, to target: String) { put(.link(target), at: path) }

  /// Makes folders, and those on the way to them.
  public mutating func makeFolders(_ paths: String...) {
    for path in paths {
      let names = path.split(separator: "/").map { String($0) }
      FileTree.change(&root, names[...]) { directory, name in
        if case .directory? = directory[name] { return }
        directory[name] = .directory(Directory())
      }
    }
  }

  private mutating func put(_ node: FileNode, at path: String) {
    let names = path.split(separator: "/").map { String($0) }
    FileTree.change(&root, names[...]) { directory, name in directory[name] = node }
  }

  private static func change(
    _ directory: inout Directory, _ names: ArraySlice<String>,
    _ body: (inout Directory, String) -> Void
  ) {
    guard let name = names.first else { return }
    if names.count == 1 {
      body(&directory, name)
      return
    }
    var child = Directory()
    if case .directory(let known)? = directory[name] { child = known }
    directory[name] = nil
    change(&child, names.dropFirst(), body)
    directory[name] = .directory(child)
  }
}
