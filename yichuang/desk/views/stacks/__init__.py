"""Pages of stacks: added and watched, sorted, located; what the robot learnt."""
