import Foundation

/// The folders of a book whose files make its pages.
enum BookFolders {
  /// The most folders that are watched.
  static let maximum = 2000

  /// The book's own folder, `chapters` and all folders in it, and those of its theme.
  static func all(of root: String) -> [String] {
    var folders = [root]
    add(root + "/chapters", to: &folders)
    for folder in ["site", "site/templates", "site/words"] { folders.append(root + "/" + folder) }
    return folders
  }

  private static func add(_ folder: String, to folders: inout [String]) {
    guard folders.count < maximum else { return }
    folders.append(folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = folder + "/" + name
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      // Links are not followed: they may lead round in a circle.
      if attributes?[.type] as? FileAttributeType == .typeDirectory { add(path, to: &folders) }
    }
  }
}
