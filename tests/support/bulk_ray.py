"""A bulk run on a real Ray cluster of three raylets, in which a worker is killed and a node is lost:

    python -m tests.support.bulk_ray OUT IN

ends with 0 when the run went through; what it wrote is the test's to judge.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

from rafiq.bulk.cluster import Cluster as Work
from rafiq.bulk.run import Counts, run
from rafiq.bulk.shards import Shards
from tests.support.bulk import Quick


def main() -> None:
    import ray
    from ray.cluster_utils import Cluster

    out, source = (Path(each) for each in sys.argv[1:])
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    nodes = [cluster.add_node(num_cpus=1) for _ in range(2)]
    cluster.wait_for_nodes()
    did: list[str] = []

    def disturb(counts: Counts) -> None:
        if not did:
            listed = subprocess.run(["pgrep", "-f", "ray::MapWorker"], capture_output=True, text=True, check=False).stdout.split()
            if listed:
                os.kill(int(listed[0]), signal.SIGKILL)
                did.append("killed worker")
        elif len(did) == 1:
            cluster.remove_node(nodes[0], allow_graceful=False)
            did.append("lost node")

    run([source], Shards(out), Work(cluster.address, partial(Quick, 0.2), 2, batch=2), told=disturb)
    sys.stdout.write(", ".join(did))
    sys.stdout.flush()
    ray.shutdown()
    cluster.shutdown()


if __name__ == "__main__":
    main()
