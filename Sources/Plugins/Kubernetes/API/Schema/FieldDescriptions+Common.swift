extension FieldDescriptions {
  static let common = """
    *.apiVersion: The group and version in which the object is written, such as apps/v1.
    *.kind: The kind of the object, in CamelCase.
    *.metadata: The name, the labels and the history of the object.
    *.spec: What is wanted.
    *.status: What is the case now. Controllers write it.
    *.conditions: What is True, False or Unknown about the object, one entry for each type.
    *.observedGeneration: The generation of the spec that the status is about.
    *.lastTransitionTime: When the status of the condition last changed.
    *.lastProbeTime: When the condition was last looked at.
    *.lastUpdateTime: When the condition was last written.
    *.reason: Why, in one CamelCase word.
    *.message: Why, in a sentence for people.
    *.collisionCount: How often the hash of a revision met the name of another one.
    *.optional: Whether the object, or the key in it, may be missing.
    *.readOnly: Whether writing is forbidden.
    *.fsType: The file system of the volume, such as ext4.
    ObjectMeta: What every object carries, whatever its kind.
    ObjectMeta.name: The name, unique among the objects of its kind in its namespace. It cannot be changed.
    ObjectMeta.generateName: The start of a name to which the server adds five random characters, when no name is given.
    ObjectMeta.namespace: The namespace that the object lives in. It cannot be changed.
    ObjectMeta.uid: A number that no other object ever has, not even a later one of the same name.
    ObjectMeta.resourceVersion: Changes with every write. A write with an old one is refused as a conflict.
    ObjectMeta.generation: Counts the changes of what is wanted.
    ObjectMeta.creationTimestamp: When the object was made.
    ObjectMeta.deletionTimestamp: When the deletion was asked for, and the grace period with it ends. The object goes when its finalizers are gone.
    ObjectMeta.deletionGracePeriodSeconds: How many seconds a graceful deletion was given.
    ObjectMeta.labels: Names and values by which selectors find the object.
    ObjectMeta.annotations: Names and values for tools and people. Selectors do not see them.
    ObjectMeta.ownerReferences: The objects that this one belongs to. When the last of them is gone, it is deleted, too.
    ObjectMeta.finalizers: Who must do something before the object may go. Each takes its name off the list when it is done.
    OwnerReference: A reference to an object that another one belongs to.
    OwnerReference.apiVersion*: The group and version of the owner.
    OwnerReference.kind*: The kind of the owner.
    OwnerReference.name*: The name of the owner, in the same namespace.
    OwnerReference.uid*: The uid of the owner. Another object of the same name does not own it.
    OwnerReference.controller: Whether this owner manages the object. At most one does.
    OwnerReference.blockOwnerDeletion: Whether the owner, deleted in the foreground, waits for this object.
    LabelSelector: Chooses objects by their labels. All its parts have to hold; an empty one chooses everything.
    LabelSelector.matchLabels: Labels that the object must have with exactly these values.
    LabelSelector.matchExpressions: Conditions on labels.
    LabelSelectorRequirement: A condition on one label.
    LabelSelectorRequirement.key*: The name of the label.
    LabelSelectorRequirement.operator*: How the label relates to the values: In, NotIn, Exists or DoesNotExist.
    LabelSelectorRequirement.values: The values for In and NotIn; none for the other two.
    LocalObjectReference: The name of an object in the same namespace.
    LocalObjectReference.name: The name of the object.
    ObjectReference: Names an object of any kind.
    ObjectReference.kind: The kind of the object.
    ObjectReference.namespace: The namespace of the object.
    ObjectReference.name: The name of the object.
    ObjectReference.uid: The uid of the object.
    ObjectReference.apiVersion: The group and version of the object.
    ObjectReference.resourceVersion: The version of the object that is meant.
    ObjectReference.fieldPath: The part of the object that is meant, such as spec.containers{nginx}.
    Condition: One thing that is True, False or Unknown.
    Condition.type*: What it is about.
    Condition.status* {False, True, Unknown}: Whether it is so.
    """
}
