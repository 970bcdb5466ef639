extension FieldDescriptions {
  static let workloads = """
    StatefulSet: Pods that are told apart: each keeps its name, its place in the order and its own storage when it is made anew.
    StatefulSet.spec: What is wanted of the pods.
    StatefulSet.status: What is known of the pods; it may lag behind.
    StatefulSetSpec: What is wanted of a StatefulSet.
    StatefulSetSpec.replicas: How many pods there shall be. The default is 1.
    StatefulSetSpec.selector*: Which pods belong to it. It has to match the labels of the template and cannot be changed.
    StatefulSetSpec.template*: What the pods are made from. The pod with the ordinal 3 of the set web is called web-3.
    StatefulSetSpec.volumeClaimTemplates <[]PersistentVolumeClaim>: A claim of its own for each pod is made from each of these. The claims stay when pods go.
    StatefulSetSpec.serviceName*: The headless Service under which each pod has a name: web-3.NAME.NAMESPACE.svc. It cannot be changed.
    StatefulSetSpec.podManagementPolicy {OrderedReady, Parallel}: OrderedReady makes each pod only when the one before is Ready, and deletes from the highest down. Parallel does not wait. It cannot be changed.
    StatefulSetSpec.updateStrategy: How pods are replaced when the template changes.
    StatefulSetSpec.revisionHistoryLimit: How many old revisions are kept. The default is 10.
    StatefulSetSpec.minReadySeconds: How long a pod has to be Ready before it counts as available. The default is 0.
    StatefulSetSpec.persistentVolumeClaimRetentionPolicy: What becomes of the claims when the set is deleted or shrinks. By default they stay.
    StatefulSetSpec.ordinals: With which number the pods begin. By default with 0.
    StatefulSetOrdinals: The numbers of the pods.
    StatefulSetOrdinals.start: The first number.
    StatefulSetPersistentVolumeClaimRetentionPolicy: What becomes of claims.
    StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted: Retain or Delete, when the set is deleted.
    StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled: Retain or Delete, when the set shrinks.
    StatefulSetUpdateStrategy: How pods are replaced.
    StatefulSetUpdateStrategy.type {OnDelete, RollingUpdate}: RollingUpdate replaces them from the highest ordinal down, each when the one before is Ready. OnDelete waits until somebody deletes them. The default is RollingUpdate.
    StatefulSetUpdateStrategy.rollingUpdate: More about RollingUpdate.
    RollingUpdateStatefulSetStrategy: More about RollingUpdate.
    RollingUpdateStatefulSetStrategy.partition: Pods with a lower ordinal keep the old template. The default is 0.
    RollingUpdateStatefulSetStrategy.maxUnavailable: How many pods may be away at once. v1.32 has it switched off and drops the field.
    StatefulSetStatus: What is known of a StatefulSet.
    StatefulSetStatus.replicas*: How many pods there are.
    StatefulSetStatus.readyReplicas: How many of them are Ready.
    StatefulSetStatus.availableReplicas: How many have been Ready for minReadySeconds.
    StatefulSetStatus.currentReplicas: How many are of the current revision.
    StatefulSetStatus.updatedReplicas: How many are of the update revision.
    StatefulSetStatus.currentRevision: The revision that pods had before the update that is going on.
    StatefulSetStatus.updateRevision: The revision of the present template.
    StatefulSetCondition: One thing that is True or False about a set.
    StatefulSetCondition.type*: What it is about.
    StatefulSetCondition.status*: True, False or Unknown.
    Deployment: Pods that are all alike, and their replacement when the template changes.
    Deployment.spec: What is wanted of the pods.
    DeploymentSpec: What is wanted of a Deployment.
    DeploymentSpec.replicas: How many pods there shall be. The default is 1.
    DeploymentSpec.selector*: Which pods belong to it. It has to match the labels of the template and cannot be changed.
    DeploymentSpec.template*: What the pods are made from.
    DeploymentSpec.strategy: How pods are replaced when the template changes.
    DeploymentSpec.minReadySeconds: How long a pod has to be Ready before it counts as available. The default is 0.
    DeploymentSpec.revisionHistoryLimit: How many old ReplicaSets are kept for going back. The default is 10.
    DeploymentSpec.paused: Whether changes of the template wait.
    DeploymentSpec.progressDeadlineSeconds: After how many seconds without progress a rollout counts as failed. The default is 600.
    DeploymentStrategy: How pods are replaced.
    DeploymentStrategy.type {Recreate, RollingUpdate}: Recreate ends all old pods first. RollingUpdate, the default, replaces them bit by bit.
    DeploymentStrategy.rollingUpdate: More about RollingUpdate.
    RollingUpdateDeployment: More about RollingUpdate.
    RollingUpdateDeployment.maxUnavailable: How many pods may be away at once: a number or a percentage, rounded down. The default is 25%.
    RollingUpdateDeployment.maxSurge: How many pods there may be too many: a number or a percentage, rounded up. The default is 25%.
    DeploymentStatus: What is known of a Deployment.
    DeploymentStatus.replicas: How many pods there are.
    DeploymentStatus.updatedReplicas: How many are made from the present template.
    DeploymentStatus.readyReplicas: How many are Ready.
    DeploymentStatus.availableReplicas: How many have been Ready for minReadySeconds.
    DeploymentStatus.unavailableReplicas: How many are missing to be available.
    DeploymentCondition: One thing that is True or False about a Deployment.
    DeploymentCondition.type*: Available, Progressing or ReplicaFailure.
    DeploymentCondition.status*: True, False or Unknown.
    ReplicaSet: A number of pods that are all alike. Deployments make them.
    ReplicaSetSpec: What is wanted of a ReplicaSet.
    ReplicaSetSpec.replicas: How many pods there shall be. The default is 1.
    ReplicaSetSpec.minReadySeconds: How long a pod has to be Ready before it counts as available. The default is 0.
    ReplicaSetSpec.selector*: Which pods belong to it. It cannot be changed.
    ReplicaSetSpec.template: What the pods are made from. Pods that are there keep what they have.
    ReplicaSetStatus: What is known of a ReplicaSet.
    ReplicaSetStatus.replicas*: How many pods there are.
    ReplicaSetStatus.fullyLabeledReplicas: How many have all labels of the template.
    ReplicaSetStatus.readyReplicas: How many are Ready.
    ReplicaSetStatus.availableReplicas: How many have been Ready for minReadySeconds.
    ControllerRevision: A template of a StatefulSet as it was once, so that one can go back to it.
    ControllerRevision.data <RawExtension>: The template.
    ControllerRevision.revision*: Its number; the newest has the highest.
    Job: Pods that run to their end, until enough of them have succeeded.
    JobSpec: What is wanted of a Job.
    JobSpec.parallelism: How many pods may run at the same time. The default is 1.
    JobSpec.completions: How many pods have to succeed. The default is 1.
    JobSpec.activeDeadlineSeconds: After how many seconds the Job is ended and counts as failed.
    JobSpec.backoffLimit: How many failures are too many when there is one more. The default is 6.
    JobSpec.selector: Which pods belong to it. The server fills it in.
    JobSpec.manualSelector: Whether the selector is one's own. It is refused here.
    JobSpec.template*: What the pods are made from. Their restart policy has to be Never or OnFailure.
    JobSpec.ttlSecondsAfterFinished: How many seconds after its end the Job is deleted.
    JobSpec.completionMode {Indexed, NonIndexed}: Whether each pod has a number. Only NonIndexed, the default, is there.
    JobSpec.suspend: Whether its pods are taken away until it goes on.
    JobSpec.podReplacementPolicy {Failed, TerminatingOrFailed}: When a pod that is being deleted is replaced: at once, or when it has ended.
    JobStatus: What is known of a Job.
    JobStatus.startTime: When it began.
    JobStatus.completionTime: When it succeeded.
    JobStatus.active: How many of its pods run or will run.
    JobStatus.ready: How many of them are Ready.
    JobStatus.succeeded: How many have succeeded.
    JobStatus.failed: How many have failed.
    JobStatus.terminating: How many are being deleted.
    JobStatus.uncountedTerminatedPods: Pods that have ended and are not counted yet.
    UncountedTerminatedPods: Pods that have ended and are not counted yet.
    UncountedTerminatedPods.succeeded: Their uids.
    UncountedTerminatedPods.failed: Their uids.
    JobCondition: One thing that is True or False about a Job.
    JobCondition.type*: Complete, Failed, Suspended, SuccessCriteriaMet or FailureTarget.
    JobCondition.status*: True, False or Unknown.
    PodDisruptionBudget: How many pods of an application may be evicted at the same time.
    PodDisruptionBudgetSpec: How many pods may be evicted.
    PodDisruptionBudgetSpec.minAvailable: How many pods must stay available: a number or a percentage.
    PodDisruptionBudgetSpec.maxUnavailable: How many pods may be away: a number or a percentage.
    PodDisruptionBudgetSpec.selector: The pods that are counted.
    PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy {AlwaysAllow, IfHealthyBudget}: Whether pods that are not Ready may be evicted in any case.
    PodDisruptionBudgetStatus: What is known of the pods.
    PodDisruptionBudgetStatus.disruptedPods: Pods whose eviction was granted and whose deletion was not seen yet, and when.
    PodDisruptionBudgetStatus.disruptionsAllowed*: How many may be evicted now.
    PodDisruptionBudgetStatus.currentHealthy*: How many are Ready.
    PodDisruptionBudgetStatus.desiredHealthy*: How many have to be.
    PodDisruptionBudgetStatus.expectedPods*: How many there are in all.
    ResourceQuota: A limit for what a namespace may hold.
    ResourceQuota.spec: What is limited.
    ResourceQuota.status: What of it is in force, and what is used.
    ResourceQuotaSpec: What is limited.
    ResourceQuotaSpec.hard: The largest amounts, by what they are of: pods, requests.cpu, count/deployments.apps.
    ResourceQuotaStatus: What is limited, and what is used of it.
    ResourceQuotaStatus.hard: The amounts that are in force.
    ResourceQuotaStatus.used: The amounts that are used now.
    """
}
