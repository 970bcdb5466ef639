import OrderedCollections
public import Values

/// The ends of the names of ControllerRevisions and ReplicaSets (S16, S17, D2).
public enum RevisionHash {
  /// The data of a StatefulSet's revision: a patch that puts the template back.
  public static func revisionData(of set: StatefulSet) -> JSON {
    var template = set.spec.template.encode()
    if case .object(var members) = template {
      members["$patch"] = "replace"
      template = .object(members)
    }
    let patch: JSON = ["spec": ["template": template]]
    return patch.sorted
  }

  /// The end of a revision's name for this data, `695594f648`. It is the same as a real
  /// cluster's: FNV-1 over the JSON text and the collision count.
  public static func suffix(ofRevisionData data: JSON, collisionCount: Int32 = 0) -> String {
    var hash = FNV32()
    hash.combine(data.sorted.compactText)
    hash.combine(String(collisionCount))
    return safeText(String(hash.value))
  }

  /// The end of a ReplicaSet's name for a Deployment's template, `86f7f75d94`.
  ///
  /// It is the same as a real v1.32 cluster's, FNV-1a over Go's dump of the template, as long as
  /// the template uses no field that is only kept here (security contexts, affinity, …).
  public static func suffix(
    ofTemplate template: PodTemplateSpec, collisionCount: Int32 = 0
  ) -> String {
    var hash = FNV32()
    hash.combineFirst(GoDump.dump(template))
    if collisionCount > 0 {
      // A collision is mixed in as a number of four bytes in a field of eight.
      for place in 0..<8 {
        let byte = place < 4 ? UInt32(bitPattern: collisionCount) >> UInt32(8 * place) & 255 : 0
        hash.combineFirst(byte: byte)
      }
    }
    return safeText(String(hash.value))
  }

  /// The text in the 27 letters that cannot make a word (S17).
  static func safeText(_ text: String) -> String {
    let letters = Array("bcdfghjklmnpqrstvwxz2456789".utf8)
    return String(decoding: text.utf8.map { letters[Int($0) % letters.count] }, as: UTF8.self)
  }
}
