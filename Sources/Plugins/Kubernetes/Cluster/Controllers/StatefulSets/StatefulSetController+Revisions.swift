import KubernetesAPI
import OrderedCollections
import Simulation
import Values

extension StatefulSetController {
  /// The names of the revisions that pods are made from.
  struct Revisions {
    var current: String
    var update: String
  }

  /// The revisions of a set: a new template makes one, a template that came back gets its old one
  /// with a new number (S16).
  func currentAndUpdateRevision(
    of set: StatefulSet, _ view: StatefulSetView
  ) throws(APIError) -> Revisions {
    if view.areRevisionsStale { try refreshRevisions(of: set, view) }
    let update = view.revisions.last?.name ?? set.status.updateRevision
    let current = view.revisions.first { $0.name == set.status.currentRevision }?.name
    return Revisions(current: current ?? update, update: update)
  }

  private func refreshRevisions(of set: StatefulSet, _ view: StatefulSetView) throws(APIError) {
    let selector = Selector(set.spec.selector)
    var revisions: [ControllerRevision] = []
    for revision in server.list(
      ControllerRevision.self, namespace: set.namespace, labels: selector)
    {
      if let owner = revision.controller {
        if owner.uid == set.metadata.uid { revisions.append(revision) }
      } else if !set.isBeingDeleted, !revision.isBeingDeleted {
        let adopted = revision.copy()
        adopted.metadata.ownerReferences.append(set.controllerReference())
        revisions.append(try client.update(adopted))
      }
    }
    revisions.sort { left, right in
      left.revision == right.revision
        ? left.name.precedesByBytes(right.name) : left.revision < right.revision
    }
    if !set.isBeingDeleted { try bringUpToDate(&revisions, set) }
    view.revisions = revisions
    view.areRevisionsStale = false
  }

  private func bringUpToDate(
    _ revisions: inout [ControllerRevision], _ set: StatefulSet
  ) throws(APIError) {
    let data = RevisionHash.revisionData(of: set)
    let next = min(revisions.last?.revision ?? 0, Int64.max - 1) + 1
    if let index = revisions.lastIndex(where: { $0.data?.sorted == data }) {
      guard index != revisions.count - 1 else { return }
      let returned = revisions.remove(at: index).copy()
      returned.revision = next
      returned.metadata.resourceVersion = ""
      revisions.append(try client.update(returned))
      return
    }
    var collisions = set.status.collisionCount ?? 0
    while true {
      let hash = RevisionHash.suffix(ofRevisionData: data, collisionCount: collisions)
      let name = set.name + "-" + hash
      if let other = server.get(ControllerRevision.self, namespace: set.namespace, name: name),
        other.data?.sorted != data
      {
        collisions += 1
        continue
      }
      let revision = ControllerRevision()
      revision.metadata.name = name
      revision.metadata.namespace = set.namespace
      revision.metadata.labels = set.spec.template.metadata.labels
      revision.metadata.labels["controller.kubernetes.io/hash"] = hash
      revision.metadata.annotations = set.metadata.annotations
      revision.metadata.ownerReferences = [set.controllerReference()]
      revision.data = data
      revision.revision = next
      revisions.append(try client.create(revision))
      return
    }
  }

  /// The template of a revision of the set.
  func template(
    of revision: String, _ set: StatefulSet, _ view: StatefulSetView, update: String
  ) -> PodTemplateSpec {
    if revision == update { return set.spec.template }
    guard let object = view.revisions.first(where: { $0.name == revision }) else {
      return set.spec.template
    }
    if let known = templates[object.metadata.uid] { return known }
    guard var members = object.data?["spec"]?["template"]?.object else { return set.spec.template }
    members.removeValue(forKey: "$patch")
    var context = DecodingContext()
    do throws(FieldError) {
      let template = try PodTemplateSpec.decode(.object(members), &context)
      templates[object.metadata.uid] = template
      return template
    } catch {
      return set.spec.template
    }
  }

  /// Deletes the oldest revisions that nobody carries, beyond the limit (S16).
  func trimHistory(
    of set: StatefulSet, _ view: StatefulSetView, _ revisions: Revisions
  ) throws(APIError) {
    let limit = Int(set.spec.revisionHistoryLimit ?? 10)
    guard view.revisions.count > limit + 1, !set.isBeingDeleted else { return }
    let dead = view.revisions.filter {
      $0.name != revisions.current && $0.name != revisions.update
        && view.tally.byRevision[$0.name] == nil
    }
    for revision in dead.prefix(max(0, dead.count - limit)) {
      templates[revision.metadata.uid] = nil
      try client.delete(revision)
      view.areRevisionsStale = true
    }
  }
}
