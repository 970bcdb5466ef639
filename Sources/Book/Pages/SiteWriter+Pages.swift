import Foundation

extension SiteWriter {
  /// What writes the pages of a book in a theme.
  ///
  /// A folder `site` of the book has its own look: a file in it takes the place of the theme's
  /// file of the same name, or comes on top.
  /// - Parameters:
  ///   - theme: the files of the theme, by their paths in its folder.
  ///   - fences: what turns the fences of plugins into HTML.
  public static func pages(
    theme: [String: [UInt8]], fences: [FenceRenderer] = .standard
  ) -> SiteWriter {
    let look = SiteLook(theme: theme, fences: fences)
    return SiteWriter(look: look) { contents, run, root, folder in
      let book = BookSource(folder: URL(filePath: root))
      var diagnostics: [Diagnostic] = []
      let own = ThemeFolder.files(of: book, &diagnostics)
      let theme = Theme(files: theme.merging(own) { _, own in own })
      let site = Site.build(
        contents, run, theme: theme,
        fences: fences + contents.programs.map { $0.renderer(in: root) }
      ) { path in
        book.bytes(of: path, &diagnostics)
      }
      diagnostics += site.diagnostics
      if !diagnostics.haveErrors { try site.write(to: folder) }
      return diagnostics.inReportingOrder
    }
  }
}

extension Site {
  /// Writes all files into an empty folder.
  public func write(to folder: String) throws {
    let root = URL(filePath: folder, directoryHint: .isDirectory)
    var made: Set<String> = []
    for (path, bytes) in files {
      let file = root.appending(path: path)
      let parent = file.deletingLastPathComponent()
      if made.insert(parent.path).inserted {
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
      }
      try Data(bytes).write(to: file)
    }
  }
}

/// The folder `site` of a book: its own theme, or a part of one.
enum ThemeFolder {
  /// The files of the theme, by their paths in the folder; none without such a folder.
  ///
  /// Hidden files, Swift files and folders other than those of a theme are left out: the finished
  /// site lies there too.
  static func files(
    of book: BookSource, _ diagnostics: inout [Diagnostic]
  ) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for folder in ["", Template.folder, ThemeWords.folder] {
      let path = book.folder.appendingPathComponent(Theme.folder + folder).path
      for name in ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() {
        var isFolder: ObjCBool = false
        guard !name.hasPrefix("."), !name.hasSuffix(".swift"), name != "README.md",
          FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder),
          !isFolder.boolValue
        else { continue }
        if let bytes = book.bytes(of: Theme.folder + folder + name, &diagnostics) {
          files[folder + name] = bytes
        }
      }
    }
    return files
  }
}
