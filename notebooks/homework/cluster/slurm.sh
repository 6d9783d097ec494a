#!/bin/bash
# Grades a class on a cluster with Slurm. From the repository's folder, on the machine where jobs are submitted:
#
#     notebooks/homework/cluster/slurm.sh hw1 autumn 40          40 shards, then the table
#     notebooks/homework/cluster/slurm.sh hw1 autumn 40 7,12     shards 7 and 12 once more, then the table
#
# autumn is a course's folder (grade.py course), on a disk that all nodes see and that knows file locks. The nodes need
# Java 17 or newer, Python 3.11 or newer and bubblewrap: answers that cannot be isolated are not graded (exit code 3).
# Edit the lines below to what your cluster asks for; further options of sbatch stand in the variable SBATCH_OPTIONS.
#
# A task that was killed, requeued, failed or repeated loses nothing and doubles nothing: it goes on where it was, and
# grades nobody twice. The last job proves that each student has one result, and says which shards are missing. Its words
# are in autumn/results/hw1/merge.log; without a cluster: python3 notebooks/homework/grade.py merge hw1 --course autumn
#
#SBATCH --job-name=homework
#SBATCH --time=01:00:00
#SBATCH --nodes=1
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --mem=1500M
#SBATCH --requeue
#SBATCH --open-mode=append
set -eu

usage() {
    sed -n '2,/^#SBATCH/{/^#SBATCH/d;s/^# \{0,1\}//p}' "$0" >&2
    exit 2
}

merge=
if [ "${1:-}" = merge ]; then
    merge=yes
    shift
fi
[ $# -ge 2 ] && [ $# -le 4 ] || usage
homework=$1
course=$2

# Slurm runs a copy of this file that lies elsewhere. So it tells its jobs where the repository is.
for root in "${ACTIVATIONLAB_ROOT:-}" "$(cd "$(dirname "$0")/../../.." && pwd)" "${SLURM_SUBMIT_DIR:-}"; do
    grade=$root/notebooks/homework/grade.py
    [ -z "$root" ] || [ ! -f "$grade" ] || break
done
if [ ! -f "$grade" ]; then
    echo "There is no $grade. Submit from the repository's folder, or set ACTIVATIONLAB_ROOT to it." >&2
    exit 1
fi

if [ -n "$merge" ]; then
    exec python3 "$grade" merge "$homework" --course "$course"
fi

if [ -n "${SLURM_ARRAY_TASK_ID:-}" ]; then
    # Not SLURM_ARRAY_TASK_COUNT where the number is known: it is 1 when one task is repeated.
    of=${3:-$SLURM_ARRAY_TASK_COUNT}
    exec python3 "$grade" grade "$homework" --course "$course" --shard "$SLURM_ARRAY_TASK_ID/$of" \
        --threads "${SLURM_CPUS_PER_TASK:-1}" --require-isolation
fi

[ $# -ge 3 ] || usage
python3 "$grade" --help >/dev/null # builds the library if that is needed, once and here
export ACTIVATIONLAB_ROOT=$root
logs=$course/results/$homework
mkdir -p "$logs"
# shellcheck disable=SC2086
array=$(sbatch --parsable ${SBATCH_OPTIONS:-} --array="${4:-1-$3}" --output="$logs/shard-%a.log" \
    "$0" "$homework" "$course" "$3")
# shellcheck disable=SC2086
last=$(sbatch --parsable ${SBATCH_OPTIONS:-} --dependency="afterany:${array%%;*}" --output="$logs/merge.log" \
    "$0" merge "$homework" "$course")
echo "Shards: job ${array%%;*}, logs in $logs/shard-*.log. The table: job ${last%%;*}, $logs/merge.log"
