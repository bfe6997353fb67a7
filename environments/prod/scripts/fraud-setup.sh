#!/bin/bash
# Runs when an app of the fraud team starts, after the blueprint's own part.
set -eu
git config --global pull.ff only
