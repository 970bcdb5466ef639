import OrderedCollections
import Values

/// The annotation in which `kubectl apply` keeps what it applied.
enum LastApplied {
  static let annotation = "kubectl.kubernetes.io/last-applied-configuration"

  /// What was applied the last time; nil when the object was made by other means.
  static func configuration(of object: JSON) -> JSON? {
    guard let text = object.at("metadata", "annotations", annotation)?.string else { return nil }
    do throws(JSONError) {
      return try JSON.parse(text)
    } catch {
      return nil
    }
  }

  /// The object with itself in its annotation.
  static func noting(_ object: JSON) -> JSON {
    var bare = object.setting(["metadata", "annotations", annotation], to: nil)
    if bare.at("metadata", "annotations") == nil {
      bare = bare.setting(["metadata", "annotations"], to: .object([:]))
    }
    let text = bare.sorted.compactText + "\n"
    return bare.setting(["metadata", "annotations", annotation], to: .string(text))
  }
}
