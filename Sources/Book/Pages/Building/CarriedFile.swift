/// Which files of a book its site carries.
///
/// A chapter may show a picture or offer a file. What a browser would run as a page of the site,
/// without the site's Content-Security-Policy, is not carried.
enum CarriedFile {
  private static let pictures: Set<String> = ["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"]
  private static let others: Set<String> = [
    "c", "cfg", "conf", "csv", "gz", "ini", "json", "log", "pdf", "properties", "py", "sh", "sql",
    "swift", "tgz", "toml", "tsv", "txt", "yaml", "yml", "zip",
  ]

  /// Why the site cannot carry a file; nil when it can.
  static func refusal(of path: String, isImage: Bool) -> (summary: String, suggestion: String)? {
    let name = path.split(separator: "/").last ?? ""
    let ending = name.split(separator: ".").count > 1 ? name.split(separator: ".").last : nil
    let known = ending.map { String($0).lowercased() } ?? ""
    if isImage {
      if pictures.contains(known) { return nil }
      return (
        "the page cannot show this file as an image: \(name)",
        "use one of " + pictures.sorted().joined(separator: ", ")
      )
    }
    // A drawing may hold scripts, which run when it is opened by itself.
    if known != "svg", pictures.contains(known) || others.contains(known) { return nil }
    return (
      "the site carries no files of this kind: \(name)",
      "link to one of "
        + pictures.subtracting(["svg"]).union(others).sorted().joined(separator: ", ")
    )
  }
}
