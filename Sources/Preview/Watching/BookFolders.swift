import Foundation

/// The folders of a book whose files make its pages.
enum BookFolders {
  /// The most folders that are watched.
  static let maximum = 2000
  /// The most links that lead from one to the next.
  private static let longestChain = 10

  /// The book's own folder, `chapters` and all folders in it, those of its theme, and those of
  /// other files of which pages are made. Where one of these is a symbolic link, the folder to
  /// which it leads too.
  /// - Parameter files: paths in the book.
  static func all(of root: String, files: [String] = []) -> [String] {
    var folders: [String] = []
    var seen: Set<String> = []
    func note(_ folder: String) -> Bool {
      guard folders.count < maximum, seen.insert(folder).inserted else { return false }
      folders.append(folder)
      return true
    }
    func add(_ folder: String) {
      guard note(folder) else { return }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for name in names.sorted() where !name.hasPrefix(".") {
        let path = folder + "/" + name
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        switch attributes?[.type] as? FileAttributeType {
        case .typeDirectory?: add(path)
        case .typeSymbolicLink?: follow(path)
        default: continue
        }
      }
    }
    /// What leads out of the book is not read, and so not watched.
    func follow(_ link: String) {
      var path = link
      for _ in 0..<longestChain {
        guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
          break
        }
        let folder = URL(filePath: path).deletingLastPathComponent()
        path = URL(filePath: target, relativeTo: folder).standardizedFileURL.path
        guard path.hasPrefix(root + "/") else { return }
        _ = note(URL(filePath: path).deletingLastPathComponent().path)
      }
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      if exists, isFolder.boolValue { add(path) }
    }
    _ = note(root)
    add(root + "/chapters")
    for folder in ["site", "site/templates", "site/words"] { _ = note(root + "/" + folder) }
    for file in files {
      let path = root + "/" + file
      _ = note(URL(filePath: path).deletingLastPathComponent().path)
      follow(path)
    }
    return folders
  }
}
