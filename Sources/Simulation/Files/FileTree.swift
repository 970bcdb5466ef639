import OrderedCollections

/// A tree of files as a value: copying one, as a container does with its image, costs nothing
/// until one of the two changes.
public struct FileTree: Sendable, Hashable {
  /// The folder at the top.
  public var root: Directory

  /// A tree from its top folder; empty by default.
  public init(root: Directory = Directory()) { self.root = root }
}

/// The entries of a directory, by name.
public struct Directory: Sendable, Hashable {
  var entries: OrderedDictionary<String, FileNode> = [:]
  /// When it was made, or a file in it was written last. Folders made in it, and what is removed
  /// from it, do not count.
  public var modified: VirtualTime
  /// The twelve bits of `chmod`. They are kept and shown; they bar nobody.
  public var permissions: UInt16 = 0o755

  /// An empty folder.
  public init(modified: VirtualTime = .zero) { self.modified = modified }

  /// The names in it, in byte order.
  public var names: [String] {
    entries.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The entry of that name. Setting it does not touch ``modified``; nil takes the entry away.
  public subscript(name: String) -> FileNode? {
    get { entries[name] }
    set { entries[name] = newValue }
  }

  /// Whether it has no entries, as `rmdir` wants it.
  public var isEmpty: Bool { entries.isEmpty }
}

/// An entry of a directory.
public indirect enum FileNode: Sendable, Hashable {
  case file(File)
  case directory(Directory)
  /// A symbolic link and its target.
  case link(String)
}

/// A regular file.
public struct File: Sendable, Hashable {
  /// All of it. Files are texts here; ``size`` counts their UTF-8 bytes.
  public var contents: String
  /// The twelve bits of `chmod`. There are no users whom they could bar from reading or writing: they
  /// are kept and shown, and those for running count; see ``isExecutable``.
  public var permissions: UInt16
  /// When it was last written.
  public var modified: VirtualTime
  /// The name in the program registry that running this file starts; a script has none.
  public var program: String?

  /// A file; an empty text that cannot be run by default.
  public init(
    contents: String = "", isExecutable: Bool = false, modified: VirtualTime = .zero,
    program: String? = nil
  ) {
    self.contents = contents
    permissions = isExecutable ? 0o755 : 0o644
    self.modified = modified
    self.program = program
  }

  /// Whether anybody may run it. Setting it sets or takes away all three bits for that.
  public var isExecutable: Bool {
    get { permissions & 0o111 != 0 }
    set {
      guard newValue != isExecutable else { return }
      permissions = newValue ? permissions | 0o111 : permissions & ~0o111
    }
  }

  /// Its length in bytes.
  public var size: Int64 { Int64(contents.utf8.count) }
}

/// Why a file operation failed, with the words of the C library.
public enum FileError: Error, Hashable, Sendable {
  case noSuchFile
  case notADirectory
  case isADirectory
  case exists
  case notEmpty
  case readOnly
  case noSpace
  case tooManyLinks
  case busy
  case permissionDenied
  case nameTooLong

  /// The text of `strerror`: `No such file or directory`.
  public var text: String {
    switch self {
    case .noSuchFile: "No such file or directory"
    case .notADirectory: "Not a directory"
    case .isADirectory: "Is a directory"
    case .exists: "File exists"
    case .notEmpty: "Directory not empty"
    case .readOnly: "Read-only file system"
    case .noSpace: "No space left on device"
    case .tooManyLinks: "Too many levels of symbolic links"
    case .busy: "Device or resource busy"
    case .permissionDenied: "Permission denied"
    case .nameTooLong: "File name too long"
    }
  }
}
