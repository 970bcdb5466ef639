import Foundation

/// The files of a new book, and what stands in them.
struct BookTemplate {
  /// The title of the book.
  let title: String
  /// The name of its package.
  let name: String
  /// Where the book finds statebook.
  let statebook: StatebookPackage
  /// The address of statebook's git repository; empty for a book that finds it in its folder.
  let address: String

  /// The files by their path in the book.
  var files: [String: Data] {
    BookTemplate.sources.mapValues { bytes in
      // What is put in has no braces of its own to be replaced again.
      let text = String(decoding: bytes, as: UTF8.self)
        .replacingOccurrences(of: "{{title}}", with: title)
        .replacingOccurrences(of: "{{name}}", with: name)
        .replacingOccurrences(of: "{{statebook}}", with: statebook.folder)
        .replacingOccurrences(of: "{{address}}", with: address)
        .replacingOccurrences(of: "{{revision}}", with: statebook.revision)
      return Data(text.utf8)
    }
  }

  private static let sources: [String: [UInt8]] = [
    ".github/workflows/book.yml": PackageResources.book_yml_txt,
    ".gitignore": PackageResources.gitignore_txt,
    "Package.swift": PackageResources.Package_swift_txt,
    "README.md": PackageResources.README_md_txt,
    "Sources/book/Counter.swift": PackageResources.Counter_swift_txt,
    "Sources/book/Main.swift": PackageResources.Main_swift_txt,
    "Sources/book/SimulationPlugin+Counter.swift":
      PackageResources.SimulationPlugin_Counter_swift_txt,
    "book.yaml": PackageResources.book_yaml_txt,
    "chapters/claims.yaml": PackageResources.claims_yaml_txt,
    "chapters/en/01-a-counter-in-memory.md": PackageResources._1_a_counter_in_memory_md_txt,
    "chapters/en/02-a-counter-on-a-disk.md": PackageResources._2_a_counter_on_a_disk_md_txt,
  ]
}
