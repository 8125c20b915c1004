"""Scripts that only the repository needs: reproduction and generated documentation."""
